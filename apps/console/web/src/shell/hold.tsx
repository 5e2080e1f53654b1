import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { HoldWindow } from '../screens/hold-window.tsx'

/** What somebody wants to stop when the window opens. */
export type HoldWish =
  | Readonly<{ scope: 'tenant' | 'everything' }>
  | Readonly<{ scope: 'release'; release: string }>
  | Readonly<{ scope: 'path'; path: string }>

const Opened = createContext<(wish: HoldWish) => void>(() => {})

/** Opens the hold window from anywhere. */
export function useHold(): (wish: HoldWish) => void {
  return useContext(Opened)
}

/** Keeps the one hold window over all screens of a body. */
export function HoldProvider({ tenant, children }: Readonly<{ tenant: string; children: ReactNode }>) {
  const [wish, setWish] = useState<HoldWish | null>(null)
  const open = useCallback((wished: HoldWish) => setWish(wished), [])
  return (
    <Opened value={open}>
      {children}
      {wish && <HoldWindow tenant={tenant} wish={wish} close={() => setWish(null)} />}
    </Opened>
  )
}
