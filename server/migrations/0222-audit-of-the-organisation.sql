-- An auditor reads of which post and unit an act of the organisation was, by which decision, and who was seated: facts of the chart, that everybody reads there. In other acts
-- a title is something that was written, of a task or a work file, and stays out.
create or replace function app.audited(p_kind text, p_data jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(d.key, d.value), '{}') from jsonb_each(p_data) d
   where d.key = any ('{number,dueOn,symbol,to,code,versionNo,recipient,recipients,provider,ordinal,lead,collaborators,informed,day,by,who,typeCode,sender,rows,
       progress,positions,page,pages,idleMinutes,freshMinutes,absoluteHours,from,done,count,language,kind,method,userName,lastDay,class,types,units,authority}'::text[])
      or (d.key = 'name' and p_kind !~ '^(search|export|bulk|task|document|draft)\.')
      or (d.key = any ('{title,unit,parent,newName,heir,committee,decision,on,backOn,table,new,changed,same}'::text[])
          and p_kind ~ '^(unit|position|appointment|committee|leave|delegation|organisation)\.')
$$;
