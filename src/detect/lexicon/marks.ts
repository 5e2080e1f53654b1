/** Words that say what the words around them are. Folded (see `fold`), fr, en, de and the nearest neighbours. */

const list = (text: string): readonly string[] => text.trim().split(/\s*[|\n]\s*/)

/** What a company is, in law. */
export const LEGAL_FORMS =
  list(`sarl|sas|sasu|sa|eurl|snc|sci|scop|scic|scp|selarl|selas|gie|ei|eirl|scm|sca|spa|srl|snc
  gmbh|ag|kg|ohg|ug|gbr|ev|kgaa|mbh|ggmbh|se|ltd|limited|plc|llp|llc|lp|inc|incorporated|corp|corporation|co|company|pty|pte
  bv|nv|bvba|sprl|asbl|vzw|ab|aps|oy|oyj|sl|slu|sau|lda|ltda|kft|zrt|spzoo|sro|pvt|kk|gmbh co kg|cie|compagnie|group|groupe|holding|holdings|gruppe`)

/** What a street is. */
export const STREET_TYPES =
  list(`rue|avenue|av|ave|bd|bld|blvd|boulevard|allee|allees|all|chemin|che|chem|impasse|imp|place|pl|quai|cours|route|rte|ruelle|sentier|sente|square|sq|passage|villa|cite|residence|res|lotissement|lot|hameau|faubourg|fbg|esplanade|promenade|rond point|venelle|traverse|montee|cour|voie|mail|lieu dit|lieudit|zone|zac|za|zi
  street|st|road|rd|lane|ln|drive|dr|court|ct|close|crescent|cres|way|terrace|terr|gardens|gdns|grove|mews|row|hill|park|parade|walk|rise|view|circle|cir|parkway|pkwy|highway|hwy|trail|trl|turnpike|alley|plaza|loop|green|wharf|embankment|broadway|point|ridge|run|path|expressway|freeway
  strasse|str|weg|platz|gasse|allee|ring|damm|ufer|chaussee|steig|pfad|hof|markt|winkel
  via|viale|piazza|corso|vicolo|calle|avenida|avda|paseo|plaza|carrer|rua|travessa|praca|straat|laan|plein|gracht|dreef|steenweg|ulica|ul`)

/** How a person is addressed. */
export const TITLES =
  list(`m|mr|mme|mlle|mmes|mm|monsieur|madame|mademoiselle|messieurs|mesdames|me|maitre|dr|docteur|drs|pr|prof|professeur|mgr|veuve|vve
  mrs|ms|miss|mx|sir|dame|lord|lady|doctor|professor|rev|reverend|fr|father|hon|capt|captain|lt|lieutenant|sgt|sergeant|col|colonel|gen|general|maj|major|judge|justice|sen|rep|mister|master|esq|pc|dc|inspector|cllr|councillor
  herr|frau|hr|fr|fraulein|herrn|dipl ing|ing|mag
  sr|sra|srta|don|dona|senor|senora|sig|signor|signora|sig ra|dott|dott ssa|avv|dhr|mevr|mw|pan|pani`)

/** What follows a name. */
export const SUFFIXES = list(
  'jr|sr|ii|iii|iv|phd|md|dds|dvm|esq|obe|mbe|cbe|qc|kc|rn|cpa|jun|sen|fils|pere|pere|aine|cadet|mba|msc|bsc|ba|ma|llb|frcs',
)

/** What joins the parts of a family name. */
export const PARTICLES = list(
  `de|du|des|d|la|le|les|l|von|zu|zur|zum|vom|van|der|den|ter|ten|te|di|da|dal|dalla|del|della|dello|dei|degli|do|dos|das|e|y|san|santa|st|saint|sainte|ben|bin|ibn|bint|abu|abou|el|al|ould|ait|mac|mc|o|af|av|nee|ep|epouse|dit|dite`,
)

/** What an organisation is. */
export const ORGANISATIONS =
  list(`mairie|commune|prefecture|sous prefecture|ministere|ministre|direction|service|services|departement|conseil|region|metropole|agglomeration|communaute|syndicat|office|agence|caisse|centre|hopital|clinique|chu|ch|ehpad|laboratoire|pharmacie|cabinet|universite|faculte|ecole|college|lycee|institut|association|federation|union|club|amicale|comite|cercle|fondation|mutuelle|assurance|assurances|banque|credit|societe|ste|ets|etablissement|etablissements|entreprise|usine|garage|boulangerie|boucherie|restaurant|hotel|cafe|bar|brasserie|camping|musee|bibliotheque|mediatheque|theatre|eglise|paroisse|tribunal|cour|gendarmerie|police|commissariat|maison|atelier|ateliers|transports|immobilier|immobiliere|conseils|consulting|editions|freres|fils|et fils|scierie|domaine|chateau|ferme|gaec|earl
  university|college|school|academy|institute|hospital|clinic|surgery|practice|centre|center|council|borough|county|city|town|district|ministry|department|dept|agency|authority|board|bureau|commission|committee|court|trust|foundation|charity|church|parish|library|museum|theatre|theater|team|fc|afc|united|rovers|wanderers|athletic|association|society|federation|league|bank|insurance|partners|associates|brothers|bros|sons|and sons|solutions|systems|technologies|technology|tech|industries|enterprises|services|ventures|capital|international|global|worldwide|logistics|motors|pharmaceuticals|pharma|foods|media|studios|studio|press|news|store|stores|shop|supermarket|market|inn|pub|farm|farms|estate|estates|properties|construction|engineering|software|labs|laboratories|networks|energy|airlines|railways|records|publishing
  universitat|hochschule|schule|gymnasium|institut|krankenhaus|klinik|praxis|apotheke|amt|behorde|ministerium|gemeinde|stadt|landkreis|kreis|bezirk|verein|verband|stiftung|kirche|pfarrei|bibliothek|museum|theater|bank|sparkasse|versicherung|gesellschaft|werke|stadtwerke|sohne|und sohne|gebruder|verlag|autohaus|backerei|metzgerei|gasthaus|gasthof|mannschaft|feuerwehr|polizei|sv|tsv|vfb|vfl|bayer|borussia|olympique|stade|as|rc|us|es|real|atletico|sporting`)

/** What a person does for a living. */
export const OCCUPATIONS =
  list(`agriculteur|agricultrice|agent|aide|analyste|apprenti|apprentie|architecte|artisan|assistant|assistante|avocat|avocate|boucher|boulanger|boulangere|cadre|caissier|caissiere|chauffeur|chef|chercheur|chirurgien|coiffeur|coiffeuse|commercial|commerciale|comptable|conducteur|conductrice|conseiller|conseillere|consultant|consultante|couvreur|cuisinier|cuisiniere|dentiste|developpeur|developpeuse|directeur|directrice|educateur|educatrice|electricien|electricienne|employe|employee|enseignant|enseignante|etudiant|etudiante|fonctionnaire|formateur|formatrice|gardien|gardienne|gerant|gerante|infirmier|infirmiere|informaticien|ingenieur|ingenieure|instituteur|institutrice|jardinier|journaliste|juriste|kinesitherapeute|macon|magasinier|manutentionnaire|mecanicien|medecin|menuisier|militaire|notaire|ouvrier|ouvriere|peintre|pharmacien|pharmacienne|plombier|pompier|policier|policiere|professeur|psychologue|receptionniste|responsable|retraite|retraitee|secretaire|serveur|serveuse|soudeur|sage femme|technicien|technicienne|traducteur|vendeur|vendeuse|veterinaire|superviseur|coordinateur|coordinatrice|gestionnaire|facilitateur|producteur|planificateur|administrateur|administratrice|inspecteur|inspectrice|controleur|controleuse|ambulancier|ambulanciere|animateur|animatrice|facteur|negociateur|preparateur|preparatrice|orthophoniste|ergotherapeute|puericultrice|brancardier|cariste|charpentier|carreleur|ebeniste|fleuriste|graphiste|huissier|greffier|greffiere|magistrat|magistrate|douanier|surveillant|surveillante|monteur|livreur|routier|stratege|executif|chirurgienne|auxiliaire de vie|assistante maternelle|agent de police|gendarme|sapeur pompier|bibliothecaire|conservateur|restaurateur|patissier|patissiere|charcutier|viticulteur|eleveur|maraicher|bucheron|pecheur|marin|pilote|stewart|hotesse|webmaster|redacteur|redactrice|chomeur|sans emploi
  accountant|actor|actress|administrator|advisor|adviser|analyst|architect|artist|assistant|attorney|baker|barber|bartender|builder|butcher|carer|caregiver|carpenter|cashier|chef|cleaner|clerk|coach|consultant|contractor|cook|coordinator|counselor|dentist|designer|developer|director|doctor|driver|economist|editor|electrician|engineer|executive|farmer|firefighter|foreman|gardener|guard|hairdresser|housekeeper|instructor|inspector|investigator|janitor|journalist|labourer|laborer|lawyer|lecturer|librarian|machinist|manager|mechanic|midwife|miner|musician|nurse|officer|operator|painter|paralegal|paramedic|pharmacist|photographer|physician|physicist|pilot|plumber|postman|president|programmer|psychologist|realtor|receptionist|representative|researcher|retired|roofer|sailor|salesperson|scientist|secretary|soldier|solicitor|specialist|student|supervisor|surgeon|surveyor|tailor|teacher|technician|therapist|trader|trainer|translator|treasurer|tutor|unemployed|veterinarian|waiter|waitress|warden|welder|worker|writer
  anwalt|anwaltin|arbeiter|arbeiterin|architekt|architektin|arzt|arztin|angestellter|angestellte|backer|bauer|beamter|beamtin|berater|beraterin|buchhalter|buchhalterin|dachdecker|elektriker|elektrikerin|erzieher|erzieherin|fahrer|fahrerin|friseur|friseurin|gartner|geschaftsfuhrer|hausfrau|hausmeister|ingenieur|ingenieurin|informatiker|informatikerin|journalist|journalistin|kauffrau|kaufmann|koch|kochin|krankenpfleger|krankenschwester|kellner|kellnerin|lehrer|lehrerin|leiter|leiterin|maler|maurer|mechaniker|mechatroniker|metzger|notar|polizist|polizistin|pfleger|pflegerin|professor|rentner|rentnerin|richter|schreiner|schlosser|schuler|schulerin|sekretar|sekretarin|soldat|student|studentin|techniker|technikerin|tischler|verkaufer|verkauferin|zahnarzt|zahnarztin`)

/** Cities under the name that another language gives them. */
export const EXONYMS = list(
  `londres|geneve|bale|berne|bruxelles|brussel|anvers|antwerpen|gand|gent|bruges|luttich|moscou|moskau|vienne|wien|cologne|munich|munchen|nuremberg|francfort|hambourg|dresde|aix la chapelle|mayence|treves|ratisbonne|rome|roma|rom|milan|milano|mailand|turin|torino|florence|firenze|florenz|venise|venezia|venedig|naples|napoli|neapel|genes|genova|lisbonne|lisboa|lissabon|madrid|barcelone|seville|cordoue|saragosse|athenes|athen|varsovie|warschau|warszawa|cracovie|krakau|prague|prag|praha|bucarest|bukarest|belgrade|belgrad|copenhague|kopenhagen|edimbourg|dublin|alger|tunis|le caire|kairo|pekin|peking|tokyo|tokio|seoul|new york|nouvelle orleans|mexico|la havane|havanna|strassburg|strasbourg|strasburg|lille|rijsel|st petersburg|saint petersbourg|jerusalem|damas|beyrouth|bagdad|teheran|nizza|marseille|marseilles|lyons`,
)
