/** How a column is called: by its name, or by its place from 1 (`#3`) where it has none. `index` is from 0. */
export function labelOf({ name, index }: Readonly<{ name: string; index: number }>): string {
  return name === '' ? `#${index + 1}` : name
}
