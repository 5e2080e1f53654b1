import type { Recogniser } from '../recogniser.ts'

/**
 * Whether a value is a place on Earth: two decimals of degrees with at least three decimals each (about 100 m), one of them a latitude; or a
 * WKT point, longitude first. A lone decimal is left to its header.
 * Source: EPSG:4326 (WGS 84); OGC 06-103r4, 7 (well-known text).
 */
export function isPoint(_compact: string, raw: string): boolean {
  const text = raw.toUpperCase()
  const wkt =
    /^(?:SRID=\d{1,6};)?POINT ?Z? ?\( ?([-+]?\d{1,3}(?:\.\d{1,20})?) ([-+]?\d{1,3}(?:\.\d{1,20})?)(?: [-+]?\d{1,6}(?:\.\d{1,20})?)? ?\)$/.exec(
      text,
    )
  if (wkt) return isLongitude(wkt[1]) && isLatitude(wkt[2])
  const pair = /^[([]?([-+]?\d{1,3}\.\d{3,20})(?:, ?|; ?| )([-+]?\d{1,3}\.\d{3,20})[)\]]?$/.exec(text)
  if (pair) return (isLatitude(pair[1]) && isLongitude(pair[2])) || (isLongitude(pair[1]) && isLatitude(pair[2]))
  return isSexagesimal(text)
}

/** `48°51'24"N 2°21'03"E`, with or without seconds. */
function isSexagesimal(text: string): boolean {
  const half = String.raw`(\d{1,3})° ?([0-5]?\d)['′’] ?(?:[0-5]?\d(?:\.\d{1,6})?["″”] ?)?`
  const parts = new RegExp(`^${half}[NS],? ?${half}[EWO]$`).exec(text)
  return parts !== null && Number(parts[1]) <= 90 && Number(parts[3]) <= 180
}

function isLatitude(text: string): boolean {
  return Math.abs(Number(text)) <= 90
}

function isLongitude(text: string): boolean {
  return Math.abs(Number(text)) <= 180
}

/** Chance: the share of random pairs of up to three digits before the point that fit the globe. */
export const POINT: Recogniser = {
  kind: 'geo.point',
  mask: /^[([]?[-+]?9{1,3}\.9{3,}[,;]? ?[-+]?9{1,3}\.9{3,}[)\]]?…?$|^(?:AAAA=9+;)?A{5} ?A? ?\([-+9. ]+\)$|^9{1,3}° ?9{1,2}['′’].{2,40}$/,
  chance: 0.171,
  check: isPoint,
  needsCue: false,
  text: /(?<![\d.,-])-?\d{1,2}\.\d{4,15}, ?-?\d{1,3}\.\d{4,15}(?![\d.,]\d)|(?<!\p{L})POINT ?\( ?-?\d{1,3}(?:\.\d{1,15})? -?\d{1,3}(?:\.\d{1,15})? ?\)/giu,
  textDigits: 2,
}

export const GEO: readonly Recogniser[] = [POINT]
