import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Refused } from './api/client.ts'
import { router } from './shell/router.tsx'
import { SpeechProvider } from './words/words.tsx'

/** A refusal is an answer: asking again gives the same. Only silence is asked once more. */
function again(count: number, fault: Error): boolean {
  return count < 1 && !(fault instanceof Refused && fault.status !== 0)
}

// A session that ended is found out by whatever asks next: then the console asks who sits here, and leads to the door.
const queryCache = new QueryCache({
  onError: (fault, query) => {
    const isOver = fault instanceof Refused && fault.status === 401 && query.queryKey[0] !== 'session'
    if (isOver) void client.invalidateQueries({ queryKey: ['session'] })
  },
})
const client: QueryClient = new QueryClient({
  queryCache,
  defaultOptions: { queries: { retry: again } },
})
const place = document.getElementById('console')
if (!place) throw new Error('index.html has no place for the console')
createRoot(place).render(
  <QueryClientProvider client={client}>
    <SpeechProvider>
      <RouterProvider router={router} />
    </SpeechProvider>
  </QueryClientProvider>,
)
