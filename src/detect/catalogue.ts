/** The legal class a kind of data carries. */
export type LegalClass =
  | 'ordinary'
  | 'national-identifier'
  | 'special-category' // GDPR Art. 9
  | 'offences' // GDPR Art. 10
  | 'payment'
  | 'credential'

/** What a kind does for whoever wants to single a person out. */
export type Role =
  | 'identifier' // names the person, or a number given to that person alone
  | 'quasi' // known to others or easily learnt: birth date, sex, postcode, occupation, dates of events
  | 'sensitive' // what one would learn about the person: diagnosis, income, conviction
  | 'attribute' // other information about the person
  | 'none' // not about a person by itself: a company number, a place code

export const KIND_IDS = [
  // names
  'name.full', 'name.given', 'name.family', 'name.initials', 'name.title',
  // birth, death, sex, age
  'birth.date', 'birth.year', 'birth.place', 'age', 'death.date', 'sex',
  // address
  'address.full', 'address.street', 'address.number', 'address.city', 'address.postcode', 'address.region', 'address.country',
  // contact and online
  'contact.email', 'contact.phone', 'online.ip', 'online.mac', 'online.username', 'online.url', 'online.device',
  // position, vehicle, media
  'geo.point', 'geo.latitude', 'geo.longitude', 'vehicle.plate', 'vehicle.vin', 'media.photo',
  // money
  'account.iban', 'account.card', 'account.card-security', 'account.number', 'account.bic', 'money.income', 'money.amount',
  // credentials
  'credential.password', 'credential.token',
  // life
  'work.employer', 'work.occupation', 'civil.marital', 'civil.nationality', 'civil.language', 'education.level', 'family.relation',
  // record keys and events of a person
  'id.record', 'event.date', 'permit', 'text.free', 'attribute',
  // France
  'id.fr.nir', 'id.fr.spi', 'id.fr.rpps', 'id.fr.adeli', 'id.fr.passport', 'id.fr.cni', 'id.fr.driving-licence', 'id.fr.ine',
  'id.fr.ipp', 'id.fr.caf', 'id.fr.matricule',
  // United Kingdom
  'id.gb.nhs', 'id.gb.nino', 'id.gb.utr', 'id.gb.upn', 'id.gb.driving-licence', 'id.gb.passport', 'id.gb.pnc', 'id.gb.cro',
  'id.gb.prison', 'id.gb.crn',
  // United States
  'id.us.ssn', 'id.us.itin', 'id.us.mbi', 'id.us.npi', 'id.us.dea', 'id.us.driving-licence', 'id.us.ca.driving-licence', 'id.us.passport', 'id.us.cii',
  // other countries
  'id.es.dni', 'id.es.nie', 'id.it.codice-fiscale', 'id.de.idnr', 'id.be.nn', 'id.nl.bsn', 'id.pt.nif', 'id.pt.cc', 'id.pl.pesel',
  'id.mrz', 'id.passport', 'id.national', 'id.driving-licence',
  // companies and places (not about a person by themselves)
  'company.siren', 'company.siret', 'company.vat', 'company.ein', 'company.name', 'company.aba', 'place.finess', 'place.commune',
  // health
  'health.icd10', 'health.loinc', 'health.snomed', 'health.atc', 'health.ccam', 'health.ghm', 'health.cip', 'health.condition', 'health.medication',
  'health.measure', 'health.blood-group', 'health.disability', 'health.pregnancy',
  // other special categories
  'genetic', 'biometric', 'belief.religion', 'belief.politics', 'belief.union', 'sex-life', 'origin.ethnic',
  // offences
  'offence', 'offence.natinf',
] as const // biome-ignore format: one line a family
export type KindId = (typeof KIND_IDS)[number]
