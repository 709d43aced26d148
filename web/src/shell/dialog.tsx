import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useHoldRow } from './held-rows.tsx'

/** A dialog that stands as long as it is there; the row of a list that it belongs to stays as long. When it goes, who uses the keyboard is where they were, unless the act took them elsewhere. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useHoldRow()
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
