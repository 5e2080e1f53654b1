import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Order } from './lattice-crew.ts'
import type { LatticeMemory } from './lattice-memory.ts'
import type { LatticePlan } from './lattice-plan.ts'
import { createWalker } from './lattice-walk.ts'
import { scoreRecords } from './suda.ts'

const { plan, memory } = workerData as { plan: LatticePlan; memory: LatticeMemory }
const walker = createWalker(plan, memory)

function carryOut(order: Order): Answer {
  if (order.kind === 'walk') return walker.run(order.phase)
  return order.kind === 'score' ? scoreRecords(plan, memory) : walker.tally
}

parentPort!.on('message', (order: Order) => parentPort!.postMessage(carryOut(order)))
