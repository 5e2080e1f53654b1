/** The public pages of a body: from what is published to the very bytes that two people sign. */

export * from './addresses.ts'
export { drawChart } from './chart.ts'
export * from './contract.ts'
export { renderDataSet, renderPages, renderSite } from './render.ts'
export { tableFiles } from './table-files.ts'
