import { type Refusal, refuse } from '#kernel'

/** The refusals of this room that more than one file gives. */

export function noTenant(at: string): Refusal {
  return refuse('release/no-tenant', {
    at,
    seen: 'no body of that name',
    expected: 'the name of a body of this private zone',
    remedy: 'look for its name in the list of bodies',
  })
}

export function foundersMissing(at: string): Refusal {
  return refuse('release/no-root', {
    at,
    seen: 'a body whose founding list of officers is not signed',
    expected: 'the first root, signed by both founders',
    remedy: 'have both enrol and sign it',
  })
}

/** Something else became current meanwhile. */
export function stale(at: string): Refusal {
  return refuse('release/moved', {
    at,
    seen: 'a site that changed meanwhile',
    expected: 'a draft made for the site as it is now',
    remedy: 'draft it again, and sign that',
  })
}

export function notThere(what: string, at: string): Refusal {
  return refuse('release/not-there', {
    at,
    seen: `no ${what} of that name`,
    expected: `a ${what} of this body`,
    remedy: 'look for it in the list',
  })
}

export function wrongState(at: string, seen: string, expected: string): Refusal {
  return refuse('release/wrong-state', { at, seen, expected, remedy: 'load the page again: somebody was faster' })
}
