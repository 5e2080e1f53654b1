import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useSpeech } from '../words/words.tsx'

/** The frame of what can be seen without being signed in. */
export function Door({ children }: Readonly<{ children: ReactNode }>) {
  const { w, turn, lang } = useSpeech()
  return (
    <div className="door">
      <header className="door-head">
        <span className="product">{w.product}</span>
        <Button className="button quiet" onPress={turn}>
          <span lang={lang === 'fr' ? 'en' : 'fr'}>{w.language}</span>
        </Button>
      </header>
      <main id="content">{children}</main>
    </div>
  )
}
