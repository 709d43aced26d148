import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'

/** A dialog that stands as long as it is there. When it goes, who uses the keyboard is where they were, unless the act took them elsewhere. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // Only once it is out of the page: what the act itself gave the focus to keeps it.
      setTimeout(() => {
        const nowhere = !document.activeElement || document.activeElement === document.body
        if (nowhere && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
  return <Modal {...props} opened />
}
