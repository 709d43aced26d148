import { useEffect, useRef, useState } from 'react'

/** A place to drop files on, which is also a button: Enter or a click opens the machine's own chooser. */
export function FileDrop({
  children,
  onFiles,
  multiple = true,
  accept,
  focus = false,
  anywhere = false,
}: {
  children: React.ReactNode
  onFiles: (files: File[]) => void
  multiple?: boolean
  accept?: string
  /** Takes the focus when it appears. */
  focus?: boolean
  /** What is dropped beside it, anywhere on the page, is meant for it too. */
  anywhere?: boolean
}) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
  }
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    if (!anywhere) return
    const hold = (event: DragEvent) => {
      event.preventDefault()
      setOver(event.type === 'dragover')
      if (event.type === 'drop') latest.current(event.dataTransfer?.files ?? null)
    }
    const kinds = ['dragover', 'drop', 'dragend'] as const
    for (const kind of kinds) document.addEventListener(kind, hold)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, hold)
    }
  }, [anywhere])
  return (
    <>
      <button
        type="button"
        className="file-drop"
        data-over={over || undefined}
        // biome-ignore lint/a11y/noAutofocus: registering begins with the file, without the mouse
        autoFocus={focus}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setOver(false)
          take(event.dataTransfer.files)
        }}
        onPaste={(event) => take(event.clipboardData.files)}
        style={{
          width: '100%',
          padding: '14px 16px',
          border: `1px dashed ${over ? 'var(--act)' : 'var(--rule)'}`,
          background: over ? 'var(--suggest)' : 'var(--paper-2)',
          color: 'var(--ink)',
          font: 'inherit',
          textAlign: 'start',
          cursor: 'pointer',
          borderRadius: 3,
        }}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...(accept ? { accept } : {})}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
