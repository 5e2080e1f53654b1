import type { KindId } from '../catalogue.ts'
import { fold } from './fold.ts'
import { DEPARTEMENTS, NATIONALITIES, REGIONS } from './generated/places.ts'
import { OCCUPATIONS, TITLES } from './marks.ts'

/** A set of values that is closed, or nearly: what people are asked to choose from. Values are folded. */
export type ClosedSet = Readonly<{
  kind: KindId
  values: () => Iterable<string>
  /** The same values mean other things too. */
  ambiguous?: true
  /** For codes: the share of all codes of the shape that are in the set. */
  chance?: number
  /** The values are looked for as words inside the cell, not as the whole cell. */
  within?: true
  /** Fewer distinct values than this of the set are no evidence. */
  atLeast?: number
  /** Values that mean other things too: a column of nothing else is ambiguous ("black", "white"). */
  weak?: () => readonly string[]
  /** What must be among the values, whatever else is. */
  needs?: (values: ReadonlySet<string>) => boolean
  /** Values by their shape, folded. */
  shape?: RegExp
}>

/** As `fold`, but a minus at the end of a blood group is kept in words ("O-" is "o neg"), and marié(e) is marié e. */
export function foldValue(text: string): string {
  return fold(
    text
      .trim()
      .replace(/^(a|b|ab|o|0) ?[-−–]$/i, '$1 neg')
      .replace(/[()·•]/g, ' '),
  )
}

const list = (text: string): (() => readonly string[]) => {
  return () => text.trim().split(/\s*[|\n]\s*/).map(foldValue) // biome-ignore format: one line
}

/** Values that say nothing: left out before the share is counted. */
export const NEUTRAL = new Set(
  list(
    `unknown|unk|other|others|autre|autres|andere|sonstige|inconnu|inconnue|non renseigne|non precise|non communique|nc|nr|nsp|ne sait pas|not stated|not known|not specified|not provided|not available|not recorded|not applicable|prefer not to say|refused|declined|n/a|na|null|none|missing|unbekannt|keine angabe|k a|ka|?|#n/a|undefined|unspecified|-|.|x|nan|tbd|decline to state|patient declined|aucun|aucune|indetermine`,
  )(),
)

/** Names that CLDR gives to countries or languages, in six languages, or the codes themselves. */
function named(type: 'region' | 'language'): () => Set<string> {
  return () => {
    const names = ['fr', 'en', 'de', 'es', 'it', 'nl'].map(
      tongue => new Intl.DisplayNames(tongue, { type, fallback: 'none' }),
    )
    const found = new Set<string>()
    for (const code of twoLetters()) {
      for (const one of names) {
        const name = one.of(type === 'language' ? code : code.toUpperCase())
        if (name !== undefined) found.add(fold(name))
      }
    }
    const alias = type === 'region' ? COUNTRY_ALIASES() : []
    return new Set([...found, ...alias])
  }
}

function twoLetters(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return letters.flatMap(first => letters.map(second => first + second))
}

const COUNTRY_ALIASES = list(
  `usa|u s a|us|uk|gb|great britain|england|scotland|wales|northern ireland|angleterre|ecosse|pays de galles|grossbritannien|etats unis d amerique|united states of america|the netherlands|holland|hollande|czech republic|republique tcheque|turkey|turquie|russian federation|viet nam|south korea|coree du sud|north korea|hong kong|macau|congo|ivory coast|burma|swaziland|macedonia|syrian arab republic|iran islamic republic of|republic of korea|bolivia|venezuela|moldova|tanzania|laos|taiwan|palestine`,
)

function countryCodes(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return twoLetters().filter(code => names.of(code.toUpperCase()) !== undefined)
}

const ISO3 = list(
  `afg|alb|dza|and|ago|arg|arm|aus|aut|aze|bhs|bhr|bgd|brb|blr|bel|blz|ben|btn|bol|bih|bwa|bra|brn|bgr|bfa|bdi|khm|cmr|can|cpv|caf|tcd|chl|chn|col|com|cog|cod|cri|civ|hrv|cub|cyp|cze|dnk|dji|dma|dom|ecu|egy|slv|gnq|eri|est|eth|fji|fin|fra|gab|gmb|geo|deu|gha|grc|grd|gtm|gin|gnb|guy|hti|hnd|hun|isl|ind|idn|irn|irq|irl|isr|ita|jam|jpn|jor|kaz|ken|kir|prk|kor|kwt|kgz|lao|lva|lbn|lso|lbr|lby|lie|ltu|lux|mdg|mwi|mys|mdv|mli|mlt|mhl|mrt|mus|mex|fsm|mda|mco|mng|mne|mar|moz|mmr|nam|nru|npl|nld|nzl|nic|ner|nga|nor|omn|pak|plw|pan|png|pry|per|phl|pol|prt|qat|rou|rus|rwa|sau|sen|srb|syc|sle|sgp|svk|svn|slb|som|zaf|ssd|esp|lka|sdn|sur|swz|swe|che|syr|twn|tjk|tza|tha|tls|tgo|ton|tto|tun|tur|tkm|tuv|uga|ukr|are|gbr|usa|ury|uzb|vut|ven|vnm|yem|zmb|zwe`,
)

const departements = (part: 0 | 1) => () => DEPARTEMENTS.trim().split('\n').map(line => fold(line.split('\t')[part]!)) // biome-ignore format: one line

const US_STATES =
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|district of columbia|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|puerto rico|guam'
const US_CODES =
  'al|ak|az|ar|ca|co|ct|de|dc|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|pr|gu|vi|as|mp'
const CANADA =
  'ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick|newfoundland and labrador|prince edward island|northwest territories|yukon|nunavut|colombie britannique|nouvelle ecosse|nouveau brunswick|terre neuve et labrador|ile du prince edouard'
const UK_PLACES =
  'england|scotland|wales|northern ireland|london|greater london|east of england|east midlands|west midlands|north east|north west|south east|south west|yorkshire and the humber|yorkshire|avon|bedfordshire|berkshire|buckinghamshire|cambridgeshire|cheshire|cleveland|cornwall|cumbria|derbyshire|devon|dorset|durham|county durham|east sussex|east yorkshire|essex|gloucestershire|greater manchester|hampshire|herefordshire|hertfordshire|isle of wight|kent|lancashire|leicestershire|lincolnshire|merseyside|norfolk|north yorkshire|northamptonshire|northumberland|nottinghamshire|oxfordshire|rutland|shropshire|somerset|south yorkshire|staffordshire|suffolk|surrey|tyne and wear|warwickshire|west sussex|west yorkshire|wiltshire|worcestershire|antrim|armagh|down|fermanagh|londonderry|tyrone|aberdeenshire|angus|argyll and bute|fife|highland|midlothian|moray|perth and kinross|scottish borders|anglesey|carmarthenshire|ceredigion|clwyd|conwy|denbighshire|dyfed|flintshire|gwent|gwynedd|mid glamorgan|monmouthshire|pembrokeshire|powys|south glamorgan|west glamorgan'
const LANDER =
  'baden wurttemberg|bayern|berlin|brandenburg|bremen|hamburg|hessen|mecklenburg vorpommern|niedersachsen|nordrhein westfalen|rheinland pfalz|saarland|sachsen|sachsen anhalt|schleswig holstein|thuringen|bavaria|saxony|lower saxony|hesse|north rhine westphalia|thuringia|baviere|saxe|rhenanie palatinat|burgenland|karnten|niederosterreich|oberosterreich|salzburg|steiermark|tirol|vorarlberg|wien|zurich|bern|luzern|uri|schwyz|obwalden|nidwalden|glarus|zug|fribourg|solothurn|basel stadt|basel landschaft|schaffhausen|appenzell ausserrhoden|appenzell innerrhoden|st gallen|graubunden|aargau|thurgau|ticino|vaud|valais|neuchatel|geneve|jura'
const SOUTH =
  'andalucia|aragon|asturias|islas baleares|canarias|cantabria|castilla y leon|castilla la mancha|cataluna|catalunya|comunidad valenciana|extremadura|galicia|la rioja|comunidad de madrid|murcia|navarra|pais vasco|abruzzo|basilicata|calabria|campania|emilia romagna|friuli venezia giulia|lazio|liguria|lombardia|marche|molise|piemonte|puglia|sardegna|sicilia|toscana|trentino alto adige|umbria|valle d aosta|veneto|alsace|aquitaine|auvergne|basse normandie|bourgogne|champagne ardenne|franche comte|haute normandie|languedoc roussillon|limousin|lorraine|midi pyrenees|nord pas de calais|picardie|poitou charentes|rhone alpes|paca|idf|flandre|wallonie|bruxelles capitale|vlaanderen'

/** Titles of jobs that no list has all of: by their last word in English and German, by their first in French. */
const JOB_TITLE =
  /^(?:.+ (?:officers?|operators?|agents?|trainers?|checkers?|adjusters?|repairers?|drafters?|bankers?|tenders?|cooks?|cutters?|aides?|setters?|estimators?|installers?|assemblers?|planners?|makers?|keepers?|workers?|attendants?|helpers?|handlers?|associates?|representatives?|executives?|strategists?|facilitators?|liaisons?|producers?|scouts?|printers?|interviewers?|practitioners?|underwriters?|conductors?|restorers?|chefs?|hosts?|writers?|buyers?|dealers?|packers?|loaders?|chairperson|chief|head|lead|intern|apprentice|fellow|steward|stewardess)|.*(?:ologists?|ographers?|icians?|icists?|logisticians?|apists?|techniker|berater|leiter|fachkraft|verkaufer|pfleger|helfer|arbeiter|meister|fuhrer|mechaniker|anwalt|lehrer|kaufmann|kauffrau|assistent|referent|beauftragter?|entwickler|ingenieur|monteur|fahrer|wart)(?:in)?|(?:agente?|chef|cheffe|aide|conduct(?:eur|rice)|responsable|employee?|chargee?|attachee?|adjointe?|cadre|operat(?:eur|rice)|animat(?:eur|rice)|auxiliaire|hote|hotesse|maitre|ouvriere?) (?:d|de|des|du|en|a|au|l|[a-z]+).*)$/

/** The sets, most telling first within a kind. */
export const CLOSED_SETS: readonly ClosedSet[] = [
  // sex and gender
  { kind: 'sex', values: list('male|female|man|woman|men|women|boy|girl|non binary|nonbinary|transgender|intersex|gender diverse|homme|femme|hommes|femmes|masculin|feminin|masc|fem|garcon|fille|non binaire|intersexe|mannlich|weiblich|divers|mann|frau|hombre|mujer|masculino|femenino|varon|maschio|femmina|man|vrouw|kobieta|mezczyzna|trans man|trans woman|agender|genderfluid|genderqueer|transgenre') },
  { kind: 'sex', values: list('m|f|u|i|d|w|n|b|t'), atLeast: 2, needs: seen => seen.has('m') && (seen.has('f') || seen.has('w')) },
  { kind: 'sex', values: list('h|f'), atLeast: 2, needs: seen => seen.has('h') && seen.has('f') },
  { kind: 'sex', values: list('0|1|2|9'), ambiguous: true, atLeast: 2 },
  // titles, marital status, family
  { kind: 'name.title', values: () => TITLES.filter(title => !['fr', 'general', 'pan', 'dame', 'lt', 'me', 'pr', 'pc', 'dc', 'ing', 'col', 'gen', 'me'].includes(title)).map(foldValue), atLeast: 2 },
  { kind: 'civil.marital', values: list('single|married|divorced|widowed|separated|civil partnership|civil partner|in a civil partnership|cohabiting|common law|domestic partner|living with partner|never married|married civ spouse|married spouse absent|married af spouse|widow|widower|engaged|unmarried|partnered|legally separated|celibataire|marie|mariee|marie e|divorce|divorcee|divorce e|veuf|veuve|veuf ve|pacse|pacsee|pacse e|separe|separee|separe e|concubinage|union libre|en couple|vie maritale|pacs|ledig|verheiratet|geschieden|verwitwet|getrennt lebend|getrennt|eingetragene lebenspartnerschaft|verpartnert|soltero|casado|divorciado|viudo|celibe|nubile|coniugato|vedovo|ongehuwd|gehuwd|gescheiden'), weak: list('single|separated|divorce|engaged|marie|getrennt'), atLeast: 2 },
  { kind: 'civil.marital', values: list('s|m|d|w|c|v|p'), ambiguous: true, atLeast: 3 },
  { kind: 'family.relation', values: list('mother|father|son|daughter|spouse|wife|husband|partner|sibling|brother|sister|grandmother|grandfather|grandparent|grandchild|uncle|aunt|niece|nephew|cousin|guardian|stepson|stepdaughter|stepchild|step mother|step father|parent|child|in law|own child|next of kin|head of household|householder|mere|pere|fils|fille|conjoint|conjointe|epoux|epouse|frere|soeur|grand mere|grand pere|oncle|tante|neveu|tuteur|tutrice|beau pere|belle mere|ayant droit|mutter|vater|sohn|tochter|ehemann|ehefrau|bruder|schwester|grossmutter|grossvater|onkel|neffe|nichte|vormund'), weak: list('child|parent|partner|guardian|fille|fils|beau pere|in law|cousin'), atLeast: 2 },
  // health
  { kind: 'health.blood-group', values: list('a+|b+|ab+|o+|a-|b-|ab-|o-|a positive|a negative|b positive|b negative|ab positive|ab negative|o positive|o negative|a pos|a neg|b pos|b neg|ab pos|ab neg|o pos|o neg|a rh+|b rh+|o rh+|ab rh+|a rh|b rh|o rh|ab rh|a positif|o positif|b positif|ab positif|a negatif|o negatif|b negatif|ab negatif|0+|0-'), atLeast: 2 },
  { kind: 'health.blood-group', values: list('a|b|ab|o'), ambiguous: true, atLeast: 3 },
  { kind: 'health.pregnancy', values: list('pregnant|not pregnant|postpartum|antenatal|postnatal|breastfeeding|lactating|miscarriage|enceinte|non enceinte|allaitante|grossesse|schwanger|nicht schwanger|stillend|nulliparous|primiparous|multiparous|primipare|multipare|1st trimester|2nd trimester|3rd trimester'), atLeast: 2 },
  { kind: 'health.disability', values: list('disabled|not disabled|physical disability|learning disability|mental disability|visual impairment|hearing impairment|mobility impairment|blind|deaf|partially sighted|wheelchair user|autism spectrum|long term illness|sensory impairment|no disability|handicap moteur|handicap visuel|handicap auditif|handicap mental|handicap psychique|polyhandicap|rqth|aah|aeeh|non handicape|handicape|malvoyant|malentendant|sourd|aveugle|schwerbehindert|nicht behindert|gehbehindert|sehbehindert|gehorlos|invalidite'), atLeast: 2 },
  { kind: 'health.measure', values: list('smoker|non smoker|nonsmoker|never smoker|ex smoker|former smoker|current smoker|never smoked|formerly smoked|smokes|fumeur|non fumeur|ancien fumeur|ex fumeur|fumeuse|fumeur actif|fumeur sevre|raucher|nichtraucher|exraucher|ehemaliger raucher|occasional smoker|heavy smoker|light smoker'), atLeast: 2 },
  { kind: 'health.measure', values: list('underweight|normal weight|overweight|obese|insuffisance ponderale|surpoids|obesite|ubergewicht|untergewicht|adipositas|morbidly obese'), atLeast: 2 },
  { kind: 'health.measure', values: list('positive|negative|positif|negatif|positiv|negativ|detected|not detected|reactive|non reactive|inconclusive|indetermine|equivocal|abnormal|normal|elevated'), ambiguous: true, atLeast: 2 },
  { kind: 'health.measure', values: list('inpatient|outpatient|emergency|elective|urgent|day case|hospitalisation|ambulatoire|urgences|discharged home|discharged to hospice|transferred|deceased|died|alive|dead|expired|vivant|vivante|decede|decedee|verstorben'), ambiguous: true, atLeast: 2 },
  { kind: 'health.condition', within: true, atLeast: 2, values: list(`diabetes|diabetic|diabete|diabetique|hypertension|hypertensive|hypertonie|asthma|asthme|asthmatique|cancer|carcinoma|carcinome|tumor|tumour|tumeur|krebs|leukemia|leukaemia|leucemie|lymphoma|lymphome|melanoma|melanome|hiv|vih|aids|sida|hepatitis|hepatite|tuberculosis|tuberculose|copd|bpco|pneumonia|pneumonie|pneumopathie|bronchitis|bronchite|bronchiolite|influenza|grippe|covid|covid 19|sars cov|depression|depressive|depressif|anxiety|anxiete|angststorung|schizophrenia|schizophrenie|bipolar|bipolaire|psychosis|psychose|autism|autisme|autismus|adhd|tdah|dementia|demence|demenz|alzheimer|parkinson|epilepsy|epilepsie|migraine|migrane|stroke|avc|schlaganfall|infarction|infarctus|herzinfarkt|angina|angor|arrhythmia|arythmie|fibrillation|herzinsuffizienz|insuffisance cardiaque|heart failure|coronary|coronarien|arthritis|arthrite|arthrose|osteoarthritis|osteoporosis|osteoporose|lupus|psoriasis|eczema|eczema|neurodermitis|dermatitis|dermatite|allergy|allergic|allergie|allergies|obesity|obesite|anorexia|anorexie|bulimia|boulimie|anemia|anaemia|anemie|anamie|thyroid|thyroide|hypothyroidism|hypothyroidie|hyperthyroidism|cirrhosis|cirrhose|zirrhose|nephropathy|nephropathie|renal failure|insuffisance renale|niereninsuffizienz|kidney disease|dialysis|dialyse|sclerosis|sclerose|multiple sclerosis|sclerose en plaques|crohn|colitis|colite|appendicitis|appendicite|ulcer|ulcere|gastritis|gastrite|gastroenteritis|gastroenterite|sepsis|septicemia|septicemie|meningitis|meningite|fracture|fraktur|entorse|sprain|concussion|hernia|hernie|sciatica|sciatique|lumbago|lombalgie|ruckenschmerzen|back pain|endometriosis|endometriose|infertility|infertilite|alcoholism|alcoolisme|alkoholismus|addiction|toxicomanie|overdose|insomnia|insomnie|apnea|apnee|glaucoma|glaucome|cataract|cataracte|katarakt|syphilis|gonorrhea|gonorrhoea|chlamydia|herpes|malaria|paludisme|measles|rougeole|mumps|rubella|varicella|varicelle|chickenpox|pertussis|coqueluche|tetanus|cholesterol|hyperlipidemia|hypercholesterolemia|dyslipidemia|hypercholesterolemie|sickle cell|drepanocytose|cystic fibrosis|mucoviscidose|thrombosis|thrombose|embolism|embolie|sinusitis|sinusite|tonsillitis|angine|otitis|otite|bradycardia|tachycardia|hemophilia|hemophilie|syndrome|disorder|neoplasm|ptsd|myocardial|fibromyalgia|fibromyalgie|gout|celiac|coeliac|rheumatoid|polyarthrite|prediabetes|hypoglycemia|acute|chronic`) },
  { kind: 'health.medication', within: true, atLeast: 2, values: list(`paracetamol|acetaminophen|ibuprofen|ibuprofene|aspirin|aspirine|naproxen|diclofenac|codeine|tramadol|morphine|oxycodone|hydrocodone|fentanyl|methadone|buprenorphine|amoxicillin|amoxicilline|penicillin|penicilline|azithromycin|azithromycine|ciprofloxacin|doxycycline|clarithromycin|cephalexin|metronidazole|metformin|metformine|insulin|insuline|glargine|gliclazide|glipizide|sitagliptin|semaglutide|ozempic|liraglutide|atorvastatin|atorvastatine|simvastatin|simvastatine|rosuvastatin|pravastatin|lisinopril|ramipril|enalapril|perindopril|captopril|losartan|valsartan|candesartan|irbesartan|amlodipine|nifedipine|diltiazem|verapamil|bisoprolol|metoprolol|atenolol|propranolol|carvedilol|nebivolol|furosemide|hydrochlorothiazide|spironolactone|indapamide|warfarin|warfarine|apixaban|rivaroxaban|dabigatran|clopidogrel|heparin|heparine|enoxaparin|digoxin|digoxine|amiodarone|omeprazole|pantoprazole|esomeprazole|lansoprazole|ranitidine|levothyroxine|thyroxine|levothyrox|prednisone|prednisolone|dexamethasone|hydrocortisone|salbutamol|albuterol|ventolin|ventoline|salmeterol|fluticasone|budesonide|tiotropium|montelukast|cetirizine|loratadine|fluoxetine|prozac|sertraline|zoloft|citalopram|escitalopram|paroxetine|venlafaxine|duloxetine|mirtazapine|amitriptyline|bupropion|trazodone|lithium|quetiapine|olanzapine|risperidone|aripiprazole|haloperidol|clozapine|diazepam|valium|lorazepam|alprazolam|xanax|clonazepam|oxazepam|bromazepam|zolpidem|zopiclone|methylphenidate|ritaline|ritalin|adderall|donepezil|memantine|levodopa|gabapentin|gabapentine|pregabalin|pregabaline|carbamazepine|valproate|lamotrigine|levetiracetam|phenytoin|topiramate|methotrexate|adalimumab|humira|infliximab|rituximab|tamoxifen|tamoxifene|letrozole|allopurinol|colchicine|finasteride|tamsulosin|sildenafil|viagra|doliprane|efferalgan|dafalgan|spasfon|augmentin|lipitor|lovenox|truvada|tenofovir|emtricitabine|dolutegravir|efavirenz|lamivudine|zidovudine|remdesivir|oseltamivir|tamiflu|acyclovir|aciclovir|valaciclovir|fluconazole|ondansetron|loperamide|lactulose|pfizer biontech|moderna|astrazeneca|janssen|comirnaty|vaxzevria|placebo`) },
  // beliefs, origin, sex life
  { kind: 'belief.religion', values: list('christian|christianity|catholic|roman catholic|protestant|orthodox|greek orthodox|russian orthodox|anglican|church of england|church of scotland|church in wales|baptist|methodist|lutheran|presbyterian|evangelical|pentecostal|mormon|lds|jehovah s witness|jehovah s witnesses|seventh day adventist|quaker|muslim|moslem|islam|islamic|sunni|shia|shiite|jewish|judaism|hindu|hinduism|buddhist|buddhism|sikh|sikhism|jain|jainism|bahai|zoroastrian|shinto|taoist|pagan|wiccan|atheist|agnostic|no religion|non religious|none religion|secular|humanist|catholique|protestant|protestante|orthodoxe|evangelique|musulman|musulmane|juif|juive|judaisme|hindouiste|hindou|bouddhiste|bouddhisme|athee|agnostique|sans religion|temoin de jehovah|chretien|chretienne|christianisme|catholicisme|protestantisme|hindouisme|katholisch|romisch katholisch|evangelisch|evangelisch lutherisch|muslimisch|islamisch|judisch|buddhistisch|hinduistisch|konfessionslos|orthodox|atheistisch|rk|unaffiliated|folk religion'), atLeast: 2 },
  { kind: 'belief.politics', values: list('democrat|democratic|republican|libertarian|green party|independent|dem|rep|democratic party|republican party|american independent|no party preference|peace and freedom|unaffiliated|constitution party|labour|labour party|conservative|conservatives|conservative party|tory|liberal democrat|liberal democrats|lib dem|snp|scottish national party|plaid cymru|ukip|reform uk|brexit party|dup|sinn fein|sdlp|uup|alliance party|parti socialiste|ps|les republicains|lr|ump|rassemblement national|front national|rn|fn|la france insoumise|lfi|renaissance|en marche|lrem|modem|eelv|europe ecologie les verts|les ecologistes|parti communiste|parti communiste francais|pcf|pc|reconquete|udi|horizons|debout la france|lutte ouvriere|npa|divers gauche|divers droite|dvg|dvd|gauche|droite|extreme gauche|extreme droite|centre droit|centre gauche|cdu|csu|cdu/csu|spd|fdp|afd|die linke|linke|die grunen|bundnis 90/die grunen|grune|bsw|freie wahler|npd|piratenpartei'), weak: list('green party|independent|dem|rep|ps|lr|rn|fn|pc|pcf|labour|conservative|conservatives|equity|gauche|droite|renaissance|horizons|unaffiliated|linke|grune|modem|ump|npa|fdp|dup'), atLeast: 2 },
  { kind: 'belief.union', values: list('cgt|cfdt|fo|cftc|cfe cgc|cgc|unsa|solidaires|sud|fsu|force ouvriere|snes|se unsa|syndique|non syndique|sud ptt|snuipp|sgen cfdt|unison|unite|unite the union|gmb|usdaw|pcs|nasuwt|neu|nut|rcn|bma|rmt|aslef|tssa|cwu|fbu|ucu|prospect|equity|community|afl cio|seiu|afscme|teamsters|uaw|ibew|ufcw|aft|nea|cwa|usw|union member|non member|not a member|ver di|verdi|ig metall|ig bau|ig bce|gew|ngg|evg|gdp|dbb|gewerkschaftsmitglied'), weak: list('fo|sud|unite|equity|prospect|community|aft|nea|bma|solidaires|pcs|gew|gdp|neu|nut'), atLeast: 2 },
  { kind: 'sex-life', values: list('heterosexual|homosexual|bisexual|straight|gay|lesbian|gay or lesbian|heterosexual or straight|straight or heterosexual|gay/lesbian|heterosexual/straight|asexual|pansexual|queer|lgbt|lgbtq|heterosexuel|heterosexuelle|homosexuel|homosexuelle|bisexuel|bisexuelle|hetero|homo|bi|lesbienne|asexuel|pansexuel|heterosexuell|homosexuell|bisexuell|schwul|lesbisch|asexuell|msm'), weak: list('straight|queer|homo|bi'), atLeast: 2 },
  { kind: 'origin.ethnic', values: list('white|black|black or african american|african american|african american/black|asian|asian or pacific islander|asian pac islander|native american|american indian|american indian or alaska native|amer indian eskimo|native hawaiian|native hawaiian or other pacific islander|native hawaiian and other pacific islander|pacific islander|hispanic|latino|latina|hispanic or latino|hispanic/latino|not hispanic or latino|non hispanic|not hispanic|hispanic white|non hispanic white|non hispanic black|two or more races|multiracial|multi racial|biracial|mixed|mixed race|caucasian|middle eastern|middle eastern or north african|white british|white irish|white other|any other white background|other white|gypsy|roma|irish traveller|gypsy or irish traveller|mixed white and black caribbean|mixed white and black african|mixed white and asian|white and black caribbean|white and black african|white and asian|any other mixed background|indian|pakistani|bangladeshi|chinese|any other asian background|asian other|asian british|asian or asian british|black caribbean|black african|caribbean|african|any other black background|black other|black british|black or black british|arab|any other ethnic group|english/welsh/scottish/northern irish/british|south asian|east asian|filipino|vietnamese|korean|japanese|cambodian|laotian|samoan|guamanian|hawaiian|european|africain|africaine|europeen|europeenne|maghrebin|maghrebine|antillais|asiatique|caucasien|caucasienne|metis|metisse|noir|noire|blanc|blanche|gens du voyage|rom|kaukasisch|afrikanisch|asiatisch|schwarz|weiss|hispanique'), weak: list('white|black|mixed|noir|noire|blanc|blanche|schwarz|weiss|african|european|indian|chinese|arab|korean|japanese|vietnamese|asian|rom|caribbean|asiatique|asiatisch|african american|africain|europeen'), atLeast: 2 },
  { kind: 'origin.ethnic', values: list('w|b|h|a|i|p|o'), ambiguous: true, atLeast: 4 },
  { kind: 'civil.nationality', values: () => NATIONALITIES.trim().split('\n'), ambiguous: true, atLeast: 2 },
  { kind: 'civil.language', values: named('language'), ambiguous: true, atLeast: 2 },
  // education and work
  { kind: 'education.level', values: list(`bac|baccalaureat|bac+2|bac+3|bac+4|bac+5|bac+8|bac pro|bac technologique|cap|bep|cap/bep|bts|dut|bts/dut|but|licence|licence pro|maitrise|master|master 1|master 2|doctorat|brevet|brevet des colleges|sans diplome|aucun diplome|certificat d etudes|diplome d ingenieur|niveau bac|inferieur au bac|college|primaire|secondaire|superieur|high school|high school diploma|high school graduate|hs grad|some high school|some college|some college no degree|college graduate|bachelors|bachelor|bachelor s|bachelor s degree|bachelors degree|master s|masters|master s degree|masters degree|doctorate|phd|prof school|professional degree|associate|associate s degree|associates degree|assoc voc|assoc acdm|ged|less than high school|11th|12th|10th|9th|7th 8th|5th 6th|1st 4th|preschool|primary|secondary|tertiary|primary education|secondary education|higher education|gcse|gcses|a level|a levels|nvq|btec|hnd|undergraduate|postgraduate|no qualifications|degree|graduate school|university degree|professional course|illiterate|abitur|fachabitur|fachhochschulreife|hauptschulabschluss|realschulabschluss|mittlere reife|promotion|diplom|ausbildung|kein abschluss|hochschulabschluss|staatsexamen|meister|grundschule`), weak: list('but|cap|primary|secondary|tertiary|primaire|secondaire|superieur|primary|college|master|degree|licence|brevet|promotion|meister|12th|11th|10th|9th|diplom'), atLeast: 2 },
  { kind: 'work.occupation', values: list(`employed|unemployed|self employed|self emp not inc|self emp inc|retired|student|homemaker|housewife|full time|part time|full time employed|part time employed|disabled retired|economically inactive|seeking work|looking after home|salarie|salariee|sans emploi|chomeur|chomeuse|demandeur d emploi|retraite|retraitee|etudiant|etudiante|au foyer|inactif|independant|profession liberale|cadre|cadre superieur|employe|employee|ouvrier|ouvriere|agriculteur|agricultrice|artisan|commercant|fonctionnaire|interimaire|apprenti|profession intermediaire|professions intermediaires|angestellt|arbeitslos|selbststandig|rentner|rentnerin|schuler|hausfrau|beamter|exec managerial|prof specialty|adm clerical|craft repair|machine op inspct|farming fishing|transport moving|handlers cleaners|protective serv|priv house serv|tech support|armed forces|blue collar|entrepreneur|housemaid|management|services`), atLeast: 2 },
  { kind: 'work.occupation', within: true, values: () => OCCUPATIONS.map(foldValue).filter(word => !VAGUE_WORK.has(word)), shape: JOB_TITLE, atLeast: 3 },
  // offences and permits
  { kind: 'offence', values: list(`convicted|acquitted|guilty|not guilty|dismissed|charged|cautioned|caution|sentenced|custodial sentence|suspended sentence|community order|community sentence|conditional discharge|absolute discharge|probation|parole|remanded|remand|on remand|in custody|custody|incarcerated|imprisoned|prison|jail|no conviction|no convictions|spent conviction|felony|misdemeanor|misdemeanour|infraction|felon|no criminal record|criminal record|has record|no trace|no live trace|arrested|arrest|nolle prosequi|pleaded guilty|pled guilty|bound over|condamne|condamnee|relaxe|relaxee|acquitte|acquittee|non lieu|classe sans suite|mis en examen|garde a vue|detention provisoire|emprisonnement|emprisonnement ferme|sursis|sursis simple|sursis probatoire|tig|travail d interet general|amende|rappel a la loi|ecroue|incarcere|libere|liberation conditionnelle|bracelet electronique|neant|contravention|delit|crime|verurteilt|freigesprochen|vorbestraft|nicht vorbestraft|in haft|bewahrung|freiheitsstrafe|geldstrafe|untersuchungshaft|vorstrafe`), weak: list('dismissed|charged|custody|arrest|prison|jail|amende|neant|sursis|crime|delit|contravention|libere|remand|infraction|in haft'), atLeast: 2 },
  { kind: 'offence', within: true, atLeast: 2, values: list(`burglary|robbery|larceny|theft|shoplifting|assault|battery|homicide|murder|manslaughter|rape|sexual assault|kidnapping|arson|vandalism|fraud|forgery|embezzlement|trafficking|domestic violence|dui|dwi|drunk driving|drink driving|perjury|stalking|criminal damage|affray|vol|vols|cambriolage|escroquerie|viol|agression|homicide|meurtre|assassinat|recel|stupefiants|violences|outrage|conduite sous|ivresse|abus de confiance|abus de faiblesse|faux et usage|attentat|proxenetisme|diebstahl|einbruch|raub|betrug|korperverletzung|mord|totschlag|vergewaltigung|brandstiftung|sachbeschadigung|drogendelikt|hehlerei|urkundenfalschung|weapons|narcotics|prostitution|trespassing|malicious`) },
  { kind: 'permit', values: list('standard|judicial|reserve|custodial|reserve peace officer|custodial peace officer|employment'), atLeast: 3 },
  { kind: 'permit', values: list('titre de sejour|carte de resident|carte de sejour|recepisse|visa long sejour|visa court sejour|carte pluriannuelle|carte talent|asylum seeker|refugee|indefinite leave to remain|settled status|pre settled status|work permit|student visa|permanent resident|green card|demandeur d asile|refugie|protection subsidiaire|aufenthaltserlaubnis|niederlassungserlaubnis|duldung|permis b|permis a|permis c|ccw|concealed carry|firearm certificate|shotgun certificate'), atLeast: 2 },
  // places
  { kind: 'address.region', values: list(`${US_STATES}|${CANADA}`), atLeast: 2 },
  { kind: 'address.region', values: list(US_CODES), chance: 0.083, atLeast: 2 },
  { kind: 'address.region', values: list('ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt'), chance: 0.02, atLeast: 2 },
  { kind: 'address.region', values: list(UK_PLACES), atLeast: 2 },
  { kind: 'address.region', values: list(`${LANDER}|${SOUTH}`), atLeast: 2 },
  { kind: 'address.region', values: () => [...departements(1)(), ...REGIONS.trim().split('\n').map(foldValue)], atLeast: 2 },
  { kind: 'address.region', values: departements(0), ambiguous: true, atLeast: 5, needs: seen => [...seen].some(code => /^0|^2[ab]|^97/.test(code)) },
  { kind: 'address.country', values: named('region'), atLeast: 2 },
  { kind: 'address.country', values: countryCodes, chance: 0.37, atLeast: 3 },
  { kind: 'address.country', values: ISO3, chance: 0.015, atLeast: 3 },
  // age bands, flags
  { kind: 'age', values: list('child|adult|senior|infant|teen|teenager|elderly|youth|minor|enfant|adulte|mineur|majeur|kind|erwachsener|jugendlicher|baby|toddler|adolescent'), ambiguous: true, atLeast: 2 },
  { kind: 'age', values: () => [], shape: /^(?:\d{1,2} ?(?:a|to|bis|et|and)? ?\d{2}(?: ?(?:ans|years|yrs|jahre|y))|(?:under|less than|moins de|unter|over|plus de|uber) \d{1,2} ?(?:ans|years|yrs|jahre)?|\d{2} ans et plus|\d{2} (?:years )?(?:and|or) over)$/, atLeast: 3 },
  { kind: 'attribute', values: list('yes|no|y|n|true|false|t|f|oui|non|o|vrai|faux|v|ja|nein|j|wahr|falsch|si|1|0|on|off'), ambiguous: true, atLeast: 2 },
] // biome-ignore format: one set a line

/** Words for work that are more often words for something else. */
const VAGUE_WORK = new Set(
  list(
    'cadre|chef|general|agent|aide|commercial|commerciale|responsable|conducteur|student|retired|cook|pilot|president|guard|writer|employe|bauer|koch|leiter|maler|notar|fahrer|retraite|trader|executive|officer|operator|actor|miner|trainer|representative|bewahrung',
  )(),
)
