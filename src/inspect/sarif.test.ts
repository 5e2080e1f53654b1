import { describe, expect, test } from 'vitest'
import { clearExample, hostileExample, mixedExample } from '../../tests/cli/example-inspection.ts'
import type { Inspection } from './inspection.ts'
import { sarifReport } from './sarif.ts'

type Log = {
  version: string
  runs: {
    tool: {
      driver: { name: string; semanticVersion: string; rules: { id: string; shortDescription: { text: string } }[] }
    }
    results: {
      ruleId: string
      ruleIndex: number
      level: string
      message: { text: string }
      locations: {
        physicalLocation: { artifactLocation: { uri: string } }
        logicalLocations?: { name: string; fullyQualifiedName: string }[]
      }[]
    }[]
  }[]
}

function logOf(inspection: Inspection): Log {
  return JSON.parse(sarifReport(inspection, 'en')) as Log
}

describe('the SARIF log', () => {
  test('is of version 2.1.0 with one run of one named tool (SARIF 2.1.0, 3.13.2, 3.14.6, 3.19.8, 3.19.12)', () => {
    const { version, runs } = logOf(mixedExample)
    expect(version).toBe('2.1.0')
    expect(runs).toHaveLength(1)
    expect(runs[0].tool.driver).toMatchObject({ name: 'parefuite', semanticVersion: '0.1.0' })
  })

  test('has a rule for every kind once, and each result points to its rule (3.27.5, 3.27.6, 3.49.3)', () => {
    const [{ tool, results }] = logOf(mixedExample).runs
    const ids = tool.driver.rules.map(rule => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const result of results) expect(ids[result.ruleIndex]).toBe(result.ruleId)
  })

  test('has a result for each column with a finding, each rare finding and each place not read', () => {
    const [{ results }] = logOf(mixedExample).runs
    expect(results.map(result => [result.ruleId, result.level])).toEqual([
      ['name.full', 'error'],
      ['address.street', 'error'],
      ['origin.ethnic', 'error'],
      ['offence', 'error'],
      ['birth.date', 'error'],
      ['sex', 'error'],
      ['address.postcode', 'error'],
      ['permit', 'error'],
      ['event.date', 'warning'],
      ['id.us.ssn', 'error'],
      ['unread', 'warning'],
    ])
  })

  test('names the column as a logical location and the file as a relative reference (3.28.4, 3.33.5, RFC 3986)', () => {
    const [{ results }] = logOf(mixedExample).runs
    const [location] = results[0].locations
    expect(location.physicalLocation.artifactLocation.uri).toBe('ccw.csv')
    expect(location.logicalLocations).toEqual([{ name: 'name', fullyQualifiedName: 'ccw.csv/name', kind: 'member' }])
  })

  test('keeps hostile names harmless', () => {
    const text = sarifReport(hostileExample, 'en')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    for (const { locations } of logOf(hostileExample).runs[0].results)
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w.~%!'()*/-]+$/)
  })

  test('has no result when nothing was found', () => {
    expect(logOf(clearExample).runs[0].results).toEqual([])
  })
})
