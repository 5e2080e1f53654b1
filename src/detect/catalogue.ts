import type { Lang } from '#kernel'
import { LAW, type LawBasis, type LawBasisId } from './law.ts'

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

/** How a value can be made coarser while it stays of use; null where the only coarser value is none at all. */
export type Generalise =
  | 'date' // day → month → year → decade
  | 'year' // year → 5 years → decade
  | 'number' // bands: 5, 10, 20 …
  | 'postcode' // full → outward part or department → region
  | 'place' // commune → department → region → country
  | 'code' // a classification: full code → chapter
  | null

/** What is true of a kind whatever the table. */
export type KindSpec = Readonly<{
  label: Readonly<Record<Lang, string>>
  /**
   * When the row is about a person: does this kind identify by itself? See [Note: direct and indirect] in
   * docs/law/personal-data.md for each choice. `none`: about a company or a place.
   */
  personal: 'direct' | 'indirect' | 'none'
  legal: LegalClass
  law: LawBasis
  /** Category of the W3C Data Privacy Vocabulary, Personal Data extension 2.0, as a CURIE (pd: https://w3id.org/dpv/pd#). */
  dpv: string
  role: Role
  generalise: Generalise
}>

function spec(
  [fr, en]: readonly [string, string],
  personal: KindSpec['personal'],
  role: Role,
  [legal, basis]: readonly [LegalClass, LawBasisId],
  dpv: string,
  generalise: Generalise = null,
): KindSpec {
  return Object.freeze({ label: { fr, en }, personal, legal, law: LAW[basis], dpv, role, generalise })
}

const ordinary = ['ordinary', 'ordinary'] as const
const place = ['ordinary', 'location'] as const
const online = ['ordinary', 'online'] as const
const national = ['national-identifier', 'national'] as const
const given = ['ordinary', 'identifier'] as const
const work = ['ordinary', 'professional'] as const
const american = ['national-identifier', 'us-identity'] as const
const health = ['special-category', 'health'] as const
const offence = ['offences', 'offence'] as const
const none = ['ordinary', 'none'] as const

/**
 * Every kind, with what the law and the trade say of it.
 * SOURCE: docs/law/personal-data.md (articles, dates of the versions read); DPV-PD 2.0 of 1 August 2024, https://w3id.org/dpv/2.0/pd
 * (`VehicalLicenseNumber` is spelled so there).
 */
// biome-ignore format: one line a kind
export const CATALOGUE: Readonly<Record<KindId, KindSpec>> = {
  'name.full': spec(['nom complet', 'full name'], 'direct', 'identifier', ['ordinary', 'name'], 'pd:Name'),
  'name.given': spec(['prénom', 'given name'], 'indirect', 'quasi', ['ordinary', 'name'], 'pd:Name'),
  'name.family': spec(['nom de famille', 'family name'], 'direct', 'identifier', ['ordinary', 'name'], 'pd:Name'),
  'name.initials': spec(['initiales', 'initials'], 'indirect', 'quasi', ['ordinary', 'name'], 'pd:Name'),
  'name.title': spec(['civilité ou titre', 'title'], 'indirect', 'quasi', ['ordinary', 'name'], 'pd:Gender'),
  'birth.date': spec(['date de naissance', 'birth date'], 'indirect', 'quasi', ordinary, 'pd:BirthDate', 'date'),
  'birth.year': spec(['année de naissance', 'birth year'], 'indirect', 'quasi', ordinary, 'pd:BirthDate', 'year'),
  'birth.place': spec(['lieu de naissance', 'birth place'], 'indirect', 'quasi', ordinary, 'pd:BirthPlace', 'place'),
  age: spec(['âge', 'age'], 'indirect', 'quasi', ordinary, 'pd:Age', 'number'),
  'death.date': spec(['date de décès', 'death date'], 'indirect', 'quasi', ordinary, 'pd:LifeHistory', 'date'),
  sex: spec(['sexe ou genre', 'sex or gender'], 'indirect', 'quasi', ordinary, 'pd:Gender'),
  'address.full': spec(['adresse complète', 'full address'], 'direct', 'identifier', place, 'pd:PhysicalAddress', 'place'),
  'address.street': spec(['voie', 'street'], 'indirect', 'quasi', place, 'pd:Street'),
  'address.number': spec(['numéro de voie', 'house number'], 'indirect', 'quasi', place, 'pd:HouseNumber'),
  'address.city': spec(['ville ou commune', 'town'], 'indirect', 'quasi', place, 'pd:City', 'place'),
  'address.postcode': spec(['code postal', 'postcode'], 'indirect', 'quasi', place, 'pd:PostalCode', 'postcode'),
  'address.region': spec(['département, région ou comté', 'county, state or region'], 'indirect', 'quasi', place, 'pd:Region', 'place'),
  'address.country': spec(['pays', 'country'], 'indirect', 'quasi', place, 'pd:Country'),
  'contact.email': spec(['adresse électronique', 'e-mail address'], 'direct', 'identifier', online, 'pd:EmailAddress'),
  'contact.phone': spec(['numéro de téléphone', 'telephone number'], 'direct', 'identifier', given, 'pd:TelephoneNumber'),
  'online.ip': spec(['adresse IP', 'IP address'], 'indirect', 'identifier', online, 'pd:IPAddress'),
  'online.mac': spec(['adresse MAC', 'MAC address'], 'indirect', 'identifier', online, 'pd:MACAddress'),
  'online.username': spec(["nom d'utilisateur", 'username'], 'direct', 'identifier', online, 'pd:Username'),
  'online.url': spec(['adresse de page personnelle', 'personal page address'], 'indirect', 'quasi', online, 'pd:SocialMedia'),
  'online.device': spec(["identifiant d'appareil ou de traceur", 'device or tracker identifier'], 'indirect', 'identifier', online, 'pd:DeviceBased'),
  'geo.point': spec(['position géographique', 'geographic position'], 'indirect', 'quasi', place, 'pd:GPSCoordinate', 'place'),
  'geo.latitude': spec(['latitude', 'latitude'], 'indirect', 'quasi', place, 'pd:GPSCoordinate', 'number'),
  'geo.longitude': spec(['longitude', 'longitude'], 'indirect', 'quasi', place, 'pd:GPSCoordinate', 'number'),
  'vehicle.plate': spec(["plaque d'immatriculation", 'number plate'], 'indirect', 'identifier', given, 'pd:VehicalLicenseNumber'),
  'vehicle.vin': spec(["numéro d'identification du véhicule", 'vehicle identification number'], 'indirect', 'identifier', given, 'pd:VehicalLicenseRegistration'),
  'media.photo': spec(['photographie', 'photograph'], 'direct', 'identifier', ['ordinary', 'image'], 'pd:Picture'),
  'account.iban': spec(['IBAN', 'IBAN'], 'direct', 'identifier', ['payment', 'account'], 'pd:FinancialAccountNumber'),
  'account.card': spec(['numéro de carte de paiement', 'payment card number'], 'direct', 'identifier', ['payment', 'card'], 'pd:PaymentCardNumber'),
  'account.card-security': spec(['cryptogramme ou échéance de carte', 'card security code or expiry'], 'indirect', 'sensitive', ['payment', 'card'], 'pd:PaymentCard'),
  'account.number': spec(['numéro de compte', 'account number'], 'direct', 'identifier', ['payment', 'account'], 'pd:FinancialAccountNumber'),
  'account.bic': spec(['code de banque (BIC)', 'bank code (BIC)'], 'indirect', 'attribute', ['payment', 'account'], 'pd:BankAccount'),
  'money.income': spec(['revenu', 'income'], 'indirect', 'sensitive', ['ordinary', 'income'], 'pd:Income', 'number'),
  'money.amount': spec(['montant', 'amount of money'], 'indirect', 'sensitive', ['ordinary', 'income'], 'pd:Financial', 'number'),
  'credential.password': spec(['mot de passe', 'password'], 'indirect', 'sensitive', ['credential', 'credential'], 'pd:Password'),
  'credential.token': spec(["jeton ou clé d'accès", 'access token or key'], 'indirect', 'sensitive', ['credential', 'credential'], 'pd:Authenticating'),
  'work.employer': spec(['employeur', 'employer'], 'indirect', 'quasi', work, 'pd:CurrentEmployment'),
  'work.occupation': spec(['profession', 'occupation'], 'indirect', 'quasi', work, 'pd:Job', 'code'),
  'civil.marital': spec(['situation matrimoniale', 'marital status'], 'indirect', 'quasi', ordinary, 'pd:MaritalStatus'),
  'civil.nationality': spec(['nationalité', 'nationality'], 'indirect', 'quasi', ['ordinary', 'nationality'], 'pd:Nationality'),
  'civil.language': spec(['langue', 'language'], 'indirect', 'quasi', ordinary, 'pd:Language'),
  'education.level': spec(["niveau d'études", 'education'], 'indirect', 'quasi', ordinary, 'pd:EducationQualification'),
  'family.relation': spec(['lien ou charge de famille', 'family tie or household'], 'indirect', 'quasi', ordinary, 'pd:FamilyStructure', 'number'),
  'id.record': spec(['identifiant de la personne dans le fichier', 'record key of the person'], 'indirect', 'identifier', given, 'pd:UID'),
  'event.date': spec(["date d'un évènement", 'date of an event'], 'indirect', 'quasi', ordinary, 'pd:LifeHistory', 'date'),
  permit: spec(['permis, licence ou arme', 'permit, licence or firearm'], 'indirect', 'sensitive', ['ordinary', 'firearm'], 'pd:Ownership'),
  'text.free': spec(['texte libre', 'free text'], 'indirect', 'attribute', ordinary, 'pd:Communication'),
  attribute: spec(['autre information sur la personne', 'other information about the person'], 'indirect', 'attribute', ordinary, 'dpv:PersonalData'),
  'id.fr.nir': spec(['NIR (numéro de sécurité sociale)', 'NIR (French social security number)'], 'direct', 'identifier', ['national-identifier', 'nir'], 'pd:OfficialID'),
  'id.fr.spi': spec(['numéro fiscal (SPI)', 'French tax number (SPI)'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.fr.rpps': spec(['numéro RPPS', 'French health professional number (RPPS)'], 'direct', 'identifier', work, 'pd:ProfessionalCertification'),
  'id.fr.adeli': spec(['numéro ADELI', 'French health professional number (ADELI)'], 'direct', 'identifier', work, 'pd:ProfessionalCertification'),
  'id.fr.passport': spec(['numéro de passeport français', 'French passport number'], 'direct', 'identifier', national, 'pd:Passport'),
  'id.fr.cni': spec(["numéro de carte nationale d'identité", 'French identity card number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.fr.driving-licence': spec(['numéro de permis de conduire français', 'French driving licence number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.fr.ine': spec(['identifiant national élève (INE)', 'French pupil or student number (INE)'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.fr.ipp': spec(['identifiant permanent du patient (IPP)', 'French hospital patient number (IPP)'], 'direct', 'identifier', given, 'pd:HealthRecord'),
  'id.fr.caf': spec(['numéro allocataire CAF', 'French family benefits number (CAF)'], 'direct', 'identifier', given, 'pd:OfficialID'),
  'id.fr.matricule': spec(['matricule ou numéro agent', 'staff number'], 'direct', 'identifier', work, 'pd:UID'),
  'id.gb.nhs': spec(['numéro NHS', 'NHS number'], 'direct', 'identifier', ['national-identifier', 'nhs'], 'pd:OfficialID'),
  'id.gb.nino': spec(["numéro d'assurance nationale britannique", 'National Insurance number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.gb.utr': spec(['référence fiscale britannique (UTR)', 'Unique Taxpayer Reference'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.gb.upn': spec(['numéro élève britannique (UPN)', 'Unique Pupil Number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.gb.driving-licence': spec(['numéro de permis de conduire britannique', 'UK driving licence number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.gb.passport': spec(['numéro de passeport britannique', 'UK passport number'], 'direct', 'identifier', national, 'pd:Passport'),
  'id.gb.pnc': spec(['numéro PNC (police britannique)', 'PNC ID'], 'direct', 'identifier', offence, 'pd:Criminal'),
  'id.gb.cro': spec(['numéro CRO (casier britannique)', 'CRO number'], 'direct', 'identifier', offence, 'pd:Criminal'),
  'id.gb.prison': spec(['numéro de détenu britannique', 'prison number'], 'direct', 'identifier', offence, 'pd:Criminal'),
  'id.gb.crn': spec(['numéro de probation britannique (CRN)', 'probation case number (CRN)'], 'direct', 'identifier', offence, 'pd:Criminal'),
  'id.us.ssn': spec(['numéro de sécurité sociale américain', 'Social Security number'], 'direct', 'identifier', american, 'pd:OfficialID'),
  'id.us.itin': spec(['numéro fiscal individuel américain (ITIN)', 'Individual Taxpayer Identification Number'], 'direct', 'identifier', american, 'pd:OfficialID'),
  'id.us.mbi': spec(['numéro Medicare (MBI)', 'Medicare Beneficiary Identifier'], 'direct', 'identifier', ['national-identifier', 'health'], 'pd:OfficialID'),
  'id.us.npi': spec(['numéro de professionnel de santé américain (NPI)', 'National Provider Identifier'], 'direct', 'identifier', work, 'pd:ProfessionalCertification'),
  'id.us.dea': spec(['numéro DEA de prescripteur', 'DEA prescriber number'], 'direct', 'identifier', work, 'pd:ProfessionalCertification'),
  'id.us.driving-licence': spec(['numéro de permis de conduire américain', 'US driver licence number'], 'direct', 'identifier', american, 'pd:OfficialID'),
  'id.us.ca.driving-licence': spec(['numéro de permis de conduire californien', 'California driver licence number'], 'direct', 'identifier', american, 'pd:OfficialID'),
  'id.us.passport': spec(['numéro de passeport américain', 'US passport number'], 'direct', 'identifier', american, 'pd:Passport'),
  'id.us.cii': spec(['numéro pénal californien ou fédéral (CII, FBI)', 'criminal identification number (CII, FBI)'], 'direct', 'identifier', offence, 'pd:Criminal'),
  'id.es.dni': spec(['DNI espagnol', 'Spanish DNI'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.es.nie': spec(['NIE espagnol', 'Spanish NIE'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.it.codice-fiscale': spec(['code fiscal italien', 'Italian tax code'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.de.idnr': spec(['numéro fiscal allemand', 'German tax number (IdNr)'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.be.nn': spec(['numéro national belge', 'Belgian national number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.nl.bsn': spec(['numéro de service citoyen néerlandais', 'Dutch citizen service number (BSN)'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.pt.nif': spec(['NIF portugais', 'Portuguese NIF'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.pt.cc': spec(['carte de citoyen portugaise', 'Portuguese citizen card'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.pl.pesel': spec(['PESEL polonais', 'Polish PESEL'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.mrz': spec(["bande lisible d'un titre d'identité (MRZ)", 'machine-readable zone of an identity document'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.passport': spec(['numéro de passeport', 'passport number'], 'direct', 'identifier', national, 'pd:Passport'),
  'id.national': spec(["numéro national d'identité", 'national identity number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'id.driving-licence': spec(['numéro de permis de conduire', 'driving licence number'], 'direct', 'identifier', national, 'pd:OfficialID'),
  'company.siren': spec(['numéro SIREN', 'SIREN number'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'company.siret': spec(['numéro SIRET', 'SIRET number'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'company.vat': spec(['numéro de TVA', 'VAT number'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'company.ein': spec(["numéro d'employeur américain (EIN)", 'Employer Identification Number'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'company.name': spec(["nom d'organisme", 'organisation name'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'company.aba': spec(['code de banque américaine (ABA)', 'bank routing number (ABA)'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'place.finess': spec(['numéro FINESS', 'FINESS number'], 'none', 'none', none, 'dpv:NonPersonalData'),
  'place.commune': spec(['code de commune', 'commune code'], 'none', 'quasi', place, 'pd:Locality', 'place'),
  'health.icd10': spec(['code CIM-10', 'ICD-10 code'], 'indirect', 'sensitive', health, 'pd:HealthRecord', 'code'),
  'health.loinc': spec(['code LOINC', 'LOINC code'], 'indirect', 'sensitive', health, 'pd:HealthRecord'),
  'health.snomed': spec(['code SNOMED CT', 'SNOMED CT code'], 'indirect', 'sensitive', health, 'pd:HealthRecord'),
  'health.atc': spec(['code ATC', 'ATC code'], 'indirect', 'sensitive', health, 'pd:Prescription', 'code'),
  'health.ccam': spec(["code d'acte (CCAM)", 'medical act code (CCAM)'], 'indirect', 'sensitive', health, 'pd:HealthRecord', 'code'),
  'health.ghm': spec(['code GHM', 'diagnosis-related group (GHM)'], 'indirect', 'sensitive', health, 'pd:HealthRecord', 'code'),
  'health.cip': spec(['code de médicament (CIP)', 'medicine code (CIP)'], 'indirect', 'sensitive', health, 'pd:Prescription'),
  'health.condition': spec(['état de santé', 'health condition'], 'indirect', 'sensitive', health, 'pd:MedicalHealth'),
  'health.medication': spec(['médicament ou traitement', 'medication or treatment'], 'indirect', 'sensitive', health, 'pd:Prescription'),
  'health.measure': spec(['mesure de santé', 'health measurement'], 'indirect', 'sensitive', health, 'pd:PhysicalHealth', 'number'),
  'health.blood-group': spec(['groupe sanguin', 'blood group'], 'indirect', 'sensitive', health, 'pd:BloodType'),
  'health.disability': spec(['handicap', 'disability'], 'indirect', 'sensitive', health, 'pd:Disability'),
  'health.pregnancy': spec(['grossesse', 'pregnancy'], 'indirect', 'sensitive', health, 'pd:Health'),
  genetic: spec(['donnée génétique', 'genetic data'], 'indirect', 'sensitive', ['special-category', 'genetic'], 'pd:Genetic'),
  biometric: spec(['donnée biométrique', 'biometric data'], 'direct', 'sensitive', ['special-category', 'biometric'], 'pd:Biometric'),
  'belief.religion': spec(['religion', 'religion'], 'indirect', 'sensitive', ['special-category', 'religion'], 'pd:Religion'),
  'belief.politics': spec(['opinion politique', 'political opinion'], 'indirect', 'sensitive', ['special-category', 'politics'], 'pd:PoliticalAffiliation'),
  'belief.union': spec(['appartenance syndicale', 'trade union membership'], 'indirect', 'sensitive', ['special-category', 'union'], 'pd:TradeUnionMembership'),
  'sex-life': spec(['vie ou orientation sexuelle', 'sex life or orientation'], 'indirect', 'sensitive', ['special-category', 'sex-life'], 'pd:SexualPreference'),
  'origin.ethnic': spec(['origine raciale ou ethnique', 'racial or ethnic origin'], 'indirect', 'sensitive', ['special-category', 'ethnic'], 'pd:EthnicOrigin'),
  offence: spec(['infraction ou condamnation', 'offence or conviction'], 'indirect', 'sensitive', offence, 'pd:CriminalOffense'),
  'offence.natinf': spec(["code d'infraction (NATINF)", 'offence code (NATINF)'], 'indirect', 'sensitive', offence, 'pd:CriminalOffense', 'code'),
}
