import type { ReactNode } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useSpeech } from '../words/words.tsx'

/** A window over the screen, closed by Escape, by its button or from outside. */
export function Window(
  props: Readonly<{ title: string; open: boolean; close: () => void; children: ReactNode; look?: string }>,
) {
  const { w } = useSpeech()
  return (
    <ModalOverlay className="over" isOpen={props.open} onOpenChange={open => !open && props.close()} isDismissable>
      <Modal className={`window ${props.look ?? ''}`}>
        <Dialog>
          <div className="window-head">
            <Heading slot="title">{props.title}</Heading>
            <Button className="button quiet" onPress={props.close}>
              {w.common.close}
            </Button>
          </div>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
