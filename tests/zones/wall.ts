/** An invented tenant with its officers and documents, for the tests of other rooms. */
export * from '../../src/zones/wall.test-kit.ts'
