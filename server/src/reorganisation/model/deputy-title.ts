/** How titles of heads begin; a civil servant who was alone in charge of a matter has none of these. */
const head =
  /^(quyền |q\. ?)?(chủ tịch|bí thư|(tổng )?giám đốc|chánh |chủ nhiệm|thủ trưởng|trưởng |(\S+ ){1,2}trưởng( |$))/i

/** What a head is called who becomes a deputy: a title that is none of a head stays, as nobody is a deputy civil servant. */
export const deputyTitle = (title: string): string =>
  head.test(title) ? `Phó ${title.replace(/^(quyền |q\. ?)/i, '')}` : title
export const deputyTitleEn = (title: string, titleEn: string | null): string | null =>
  titleEn && (head.test(title) ? `Deputy ${titleEn}` : titleEn)
