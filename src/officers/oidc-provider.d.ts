/** What the tests use of oidc-provider 9, which brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  export type Context = {
    path: string
    req: IncomingMessage
    res: ServerResponse
    respond: boolean
    oidc: { provider: Provider; session?: { accountId?: string }; client?: { clientId: string } }
  }

  export type Grant = {
    addOIDCScope(scope: string): void
    addOIDCClaims(claims: readonly string[]): void
    save(): Promise<string>
  }

  export type Account = { accountId: string; claims(): Readonly<Record<string, unknown>> }

  export type Policy = Readonly<{
    get(prompt: string): Readonly<{ checks: Readonly<{ remove(check: string): void }> }>
  }>
  export const interactionPolicy: Readonly<{ base(): Policy }>

  export type Settings = Readonly<{
    clients: readonly Readonly<Record<string, unknown>>[]
    acrValues: readonly string[]
    claims: Readonly<Record<string, readonly string[] | null>>
    cookies: Readonly<{ keys: readonly string[] }>
    features: Readonly<Record<string, Readonly<{ enabled: boolean }>>>
    ttl: Readonly<Record<string, number>>
    interactions: Readonly<{ policy: Policy; url(ctx: Context, interaction: Readonly<{ uid: string }>): string }>
    findAccount(ctx: Context, id: string): Account
    loadExistingGrant(ctx: Context): Promise<Grant>
  }>

  // biome-ignore lint/style/noDefaultExport: the package has one
  export default class Provider {
    constructor(issuer: string, settings: Settings)
    readonly Grant: new (
      of: Readonly<{ clientId: string; accountId: string }>,
    ) => Grant
    callback(): RequestListener
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void
    interactionFinished(
      req: IncomingMessage,
      res: ServerResponse,
      result: Readonly<Record<string, unknown>>,
    ): Promise<void>
  }
}
