// Made by scripts/lexicon.ts: do not edit.
/** One a line: code, tab, name. */
export const DEPARTEMENTS = `
01	Ain
02	Aisne
03	Allier
04	Alpes-de-Haute-Provence
05	Hautes-Alpes
06	Alpes-Maritimes
07	Ardèche
08	Ardennes
09	Ariège
10	Aube
11	Aude
12	Aveyron
13	Bouches-du-Rhône
14	Calvados
15	Cantal
16	Charente
17	Charente-Maritime
18	Cher
19	Corrèze
21	Côte-d'Or
22	Côtes-d'Armor
23	Creuse
24	Dordogne
25	Doubs
26	Drôme
27	Eure
28	Eure-et-Loir
29	Finistère
2A	Corse-du-Sud
2B	Haute-Corse
30	Gard
31	Haute-Garonne
32	Gers
33	Gironde
34	Hérault
35	Ille-et-Vilaine
36	Indre
37	Indre-et-Loire
38	Isère
39	Jura
40	Landes
41	Loir-et-Cher
42	Loire
43	Haute-Loire
44	Loire-Atlantique
45	Loiret
46	Lot
47	Lot-et-Garonne
48	Lozère
49	Maine-et-Loire
50	Manche
51	Marne
52	Haute-Marne
53	Mayenne
54	Meurthe-et-Moselle
55	Meuse
56	Morbihan
57	Moselle
58	Nièvre
59	Nord
60	Oise
61	Orne
62	Pas-de-Calais
63	Puy-de-Dôme
64	Pyrénées-Atlantiques
65	Hautes-Pyrénées
66	Pyrénées-Orientales
67	Bas-Rhin
68	Haut-Rhin
69	Rhône
70	Haute-Saône
71	Saône-et-Loire
72	Sarthe
73	Savoie
74	Haute-Savoie
75	Paris
76	Seine-Maritime
77	Seine-et-Marne
78	Yvelines
79	Deux-Sèvres
80	Somme
81	Tarn
82	Tarn-et-Garonne
83	Var
84	Vaucluse
85	Vendée
86	Vienne
87	Haute-Vienne
88	Vosges
89	Yonne
90	Territoire de Belfort
91	Essonne
92	Hauts-de-Seine
93	Seine-Saint-Denis
94	Val-de-Marne
95	Val-d'Oise
971	Guadeloupe
972	Martinique
973	Guyane
974	La Réunion
976	Mayotte
975	Saint-Pierre-et-Miquelon
977	Saint-Barthélemy
978	Saint-Martin
984	Terres australes et antarctiques françaises
986	Wallis et Futuna
987	Polynésie française
988	Nouvelle-Calédonie
989	Île de Clipperton
`
export const REGIONS = `
Guadeloupe
Martinique
Guyane
La Réunion
Mayotte
Île-de-France
Centre-Val de Loire
Bourgogne-Franche-Comté
Normandie
Hauts-de-France
Grand Est
Pays de la Loire
Bretagne
Nouvelle-Aquitaine
Occitanie
Auvergne-Rhône-Alpes
Provence-Alpes-Côte d'Azur
Corse
Saint-Pierre-et-Miquelon
Saint-Barthélemy
Saint-Martin
Terres australes et antarctiques françaises
Wallis et Futuna
Polynésie française
Nouvelle-Calédonie
Île de Clipperton
`
/** Demonyms in French, English and German, folded. */
export const NATIONALITIES = `
afgano
afganoe
afghan
afghane
afghanisch
afghanische
agyptisch
agyptische
albanais
albanaise
albanes
albanese
albanian
albaniane
albanisch
albanische
aleman
alemane
algerian
algeriane
algerien
algeriene
algerienne
algerisch
algerische
allemand
allemande
americain
americaine
american
americane
amerikanisch
amerikanische
andorran
andorrane
andorranisch
andorranische
andorrano
andorranoe
angolais
angolaise
angolan
angolane
angolanisch
angolanische
angoleno
angolenoe
antiguanisch
antiguanische
antiguano
antiguanoe
antiguans
antiguanse
antiguayen
antiguayene
antiguayenne
aquatorial guineisch
aquatorial guineische
argelino
argelinoe
argentin
argentine
argentinean
argentineane
argentinisch
argentinische
argentino
argentinoe
armenian
armeniane
armenien
armeniene
armenienne
armenio
armenioe
armenisch
armenische
aserbaidschanisch
aserbaidschanische
athiopisch
athiopische
australian
australiane
australiano
australianoe
australien
australiene
australienne
australisch
australische
austriaco
austriacoe
austrian
austriane
autrichien
autrichiene
autrichienne
azerbaidjanais
azerbaidjanaise
azerbaijani
azerbaijanie
azerbaiyano
azerbaiyanoe
bahamaisch
bahamaische
bahameno
bahamenoe
bahamian
bahamiane
bahamien
bahamiene
bahamienne
bahraini
bahrainie
bahrainisch
bahrainische
bahreinien
bahreiniene
bahreinienne
bangladais
bangladaise
bangladeschisch
bangladeschische
bangladeshi
bangladeshie
bangladesi
bangladesie
barbadense
barbadensee
barbadian
barbadiane
barbadien
barbadiene
barbadienne
barbadisch
barbadische
bareini
bareinie
batswana
batswanae
belarusian
belarusiane
belga
belgae
belge
belgee
belgian
belgiane
belgisch
belgische
beliceno
belicenoe
belizean
belizeane
belizien
beliziene
belizienne
belizisch
belizische
benines
beninese
beninesee
beninisch
beninische
beninois
beninoise
bermuda
bermudae
bermudeno
bermudenoe
bermudien
bermudiene
bermudienne
bermudisch
bermudische
bhoutanais
bhoutanaise
bhutanese
bhutanesee
bhutanisch
bhutanische
bielorruso
bielorrusoe
bielorusse
bielorussee
birman
birmane
birmano
birmanoe
bissaoguineen
bissaoguineene
bissaoguineenne
bolivian
boliviane
boliviano
bolivianoe
bolivien
boliviene
bolivienne
bolivisch
bolivische
bosnia herzegovina
bosnia herzegovinae
bosnian herzegovinian
bosnian herzegoviniane
bosnien
bosniene
bosnienne
bosnisch
bosnische
botsuanisch
botsuanische
botsuano
botsuanoe
botswanais
botswanaise
brasileno
brasilenoe
brasilianisch
brasilianische
brazilian
braziliane
bresilien
bresiliene
bresilienne
britannique
britanniquee
britisch
britische
british
britishe
bruneian
bruneiane
bruneien
bruneiene
bruneienne
bruneiisch
bruneiische
brunense
brunensee
bulgare
bulgaree
bulgarian
bulgariane
bulgarisch
bulgarische
bulgaro
bulgaroe
burkinabe
burkinabee
burkines
burkinese
burkinisch
burkinische
burmese
burmesee
burundais
burundaise
burundes
burundese
burundian
burundiane
burundisch
burundische
butanes
butanese
caboverdiano
caboverdianoe
caimanes
caimanese
caimanien
caimaniene
caimanienne
cambodgien
cambodgiene
cambodgienne
cambodian
cambodiane
camboyano
camboyanoe
cameroonian
camerooniane
camerounais
camerounaise
camerunes
camerunese
canadian
canadiane
canadien
canadiene
canadienne
canadiense
canadiensee
cap verdien
cap verdiene
cap verdienne
cape verdean
cape verdeane
centrafricain
centrafricaine
central african
central africane
centroafricano
centroafricanoe
chadian
chadiane
chadiano
chadianoe
checo
checoe
chilean
chileane
chilenisch
chilenische
chileno
chilenoe
chilien
chiliene
chilienne
chinese
chinesee
chinesisch
chinesische
chino
chinoe
chinois
chinoise
chipriota
chipriotae
chypriote
chypriotee
cocano
cocanoe
colombian
colombiane
colombiano
colombianoe
colombien
colombiene
colombienne
comoran
comorane
comorense
comorensee
comorien
comoriene
comorienne
cookiano
cookianoe
coreano
coreanoe
costa rican
costa ricane
costa ricanisch
costa ricanische
costaricain
costaricaine
costarricense
costarricensee
croata
croatae
croate
croatee
croatian
croatiane
cubain
cubaine
cuban
cubane
cubano
cubanoe
curacao
curacaoe
curacien
curaciene
curacienne
cypriot
cypriote
czech
czeche
danes
danese
danisch
danische
danish
danishe
danois
danoise
deutsch
deutsche
djibouti
djiboutie
djiboutien
djiboutiene
djiboutienne
dschibutisch
dschibutische
dutch
dutche
east timorese
east timoresee
ecuadorean
ecuadoreane
ecuadorianisch
ecuadorianische
ecuatoguineano
ecuatoguineanoe
ecuatoriano
ecuatorianoe
egipcio
egipcioe
egyptian
egyptiane
egyptien
egyptiene
egyptienne
emirian
emiriane
emirien
emiriene
emirienne
equato guineen
equato guineene
equato guineenne
equatorial guinean
equatorial guineane
equatorien
equatoriene
equatorienne
eritrean
eritreane
eritreisch
eritreische
eritreo
eritreoe
erythreen
erythreene
erythreenne
espagnol
espagnole
est timorais
est timoraise
estnisch
estnische
estonian
estoniane
estonien
estoniene
estonienne
estonio
estonioe
ethiopian
ethiopiane
ethiopien
ethiopiene
ethiopienne
etiope
etiopee
faroer
faroere
feroes
feroese
feroien
feroiene
feroienne
fidjien
fidjiene
fidjienne
fidschianisch
fidschianische
fijian
fijiane
fijiano
fijianoe
filipino
filipinoe
finlandais
finlandaise
finlandes
finlandese
finnisch
finnische
finnish
finnishe
francais
francaise
frances
francese
franzosisch
franzosisch guayana
franzosisch guayanae
franzosisch polynesien
franzosisch polynesiene
franzosisch polynesienne
franzosische
french
frenche
gabonais
gabonaise
gabones
gabonese
gabonesee
gabunisch
gabunische
gallois
galloise
gambian
gambiane
gambiano
gambianoe
gambien
gambiene
gambienne
gambisch
gambische
gazastreifen
gazastreifene
gazastreifenne
georgian
georgiane
georgiano
georgianoe
georgien
georgiene
georgienne
georgisch
georgische
german
germane
ghana
ghanae
ghanaian
ghanaiane
ghanaisch
ghanaische
ghaneen
ghaneene
ghaneenne
gibraltar
gibraltare
gibraltariens
gibraltariense
gibralteno
gibraltenoe
granadino
granadinoe
grec
grece
greek
greeke
grenadian
grenadiane
grenadien
grenadiene
grenadienne
grenadisch
grenadische
griechisch
griechische
griego
griegoe
groenlandais
groenlandaise
groenlandes
groenlandese
gronlandisch
gronlandische
guadalupeno
guadalupenoe
guadeloupe
guadeloupee
guadeloupeen
guadeloupeene
guadeloupeenne
guam
guame
guames
guamese
guamisch
guamische
guatemalan
guatemalane
guatemalteco
guatemaltecoe
guatemaltekisch
guatemaltekische
guatemalteque
guatemaltequee
guayanes
guayanese
guernesiais
guernesiaise
guernsey
guernseye
guinea bissauan
guinea bissauane
guinea bissauisch
guinea bissauische
guinean
guineane
guineano
guineano bisau
guineano bisaue
guineanoe
guineen
guineene
guineenne
guineisch
guineische
guyanais
guyanaise
guyanes
guyanese
guyanesee
guyanisch
guyanische
haitian
haitiane
haitianisch
haitianische
haitiano
haitianoe
haitien
haitiene
haitienne
heard y mcdonald
heard y mcdonalde
holandes
holandese
honduran
hondurane
honduranisch
honduranische
hondureno
hondurenoe
hondurien
honduriene
hondurienne
hong kong
hong konge
hongkones
hongkonese
hongkong
hongkongais
hongkongaise
hongkonge
hongrois
hongroise
hungarian
hungariane
hungaro
hungaroe
i kiribati
i kiribatie
icelandic
icelandice
indian
indiane
indien
indiene
indienne
indio
indioe
indisch
indische
indonesian
indonesiane
indonesien
indonesiene
indonesienne
indonesio
indonesioe
indonesisch
indonesische
iraki
irakie
irakien
irakiene
irakienne
irakisch
irakische
irani
iranian
iraniane
iranie
iranien
iraniene
iranienne
iranisch
iranische
iraqi
iraqie
irisch
irische
irish
irishe
irlandais
irlandaise
irlandes
irlandese
islandisch
islandische
israeli
israelie
israelien
israeliene
israelienne
israelisch
israelische
italian
italiane
italiano
italianoe
italien
italiene
italienisch
italienische
italienne
ivoirien
ivoiriene
ivoirienne
ivorian
ivoriane
ivoriano
ivorianoe
ivorisch
ivorische
jamaican
jamaicane
jamaicano
jamaicanoe
jamaikanisch
jamaikanische
jamaiquain
jamaiquaine
jan mayen
jan mayene
jan mayenne
japanese
japanesee
japanisch
japanische
japonais
japonaise
japones
japonese
jemenitisch
jemenitische
jersey
jerseye
jersiais
jersiaise
jordanian
jordaniane
jordanien
jordaniene
jordanienne
jordanisch
jordanische
jordano
jordanoe
kambodschanisch
kambodschanische
kamerunisch
kamerunische
kanadisch
kanadische
kapverdisch
kapverdische
kasachisch
kasachische
katarisch
katarische
kazajo
kazajoe
kazakhstanais
kazakhstanaise
kazakhstani
kazakhstanie
kenianisch
kenianische
keniano
kenianoe
kenyan
kenyane
kirghiz
kirghize
kirgisisch
kirgisische
kirguis
kirguise
kiribatiano
kiribatianoe
kiribatiens
kiribatiense
kiribatisch
kiribatische
kittian and nevisian
kittian and nevisiane
kolumbianisch
kolumbianische
komorisch
komorische
kosovar
kosovare
kosovo
kosovoe
koweitien
koweitiene
koweitienne
kroatisch
kroatische
kubanisch
kubanische
kuwaiti
kuwaitie
kuwaitisch
kuwaitische
kyrgyz
kyrgyze
laosiano
laosianoe
laotian
laotiane
laotien
laotiene
laotienne
laotisch
laotische
latvian
latviane
lebanese
lebanesee
lesotense
lesotensee
lesothisch
lesothische
leton
letone
lettisch
lettische
letton
lettone
libanais
libanaise
libanes
libanese
libanesisch
libanesische
liberian
liberiane
liberianisch
liberianische
liberiano
liberianoe
libio
libioe
libyan
libyane
libyen
libyene
libyenne
libysch
libysche
liechtensteiner
liechtensteinere
liechtensteiniano
liechtensteinianoe
liechtensteinisch
liechtensteinische
liechtensteinois
liechtensteinoise
litauisch
litauische
lithuanian
lithuaniane
lituanien
lituaniene
lituanienne
lituano
lituanoe
lucianisch
lucianische
luxembourgeois
luxembourgeoise
luxembourger
luxembourgere
luxemburgisch
luxemburgische
luxemburgues
luxemburguese
macaense
macaensee
macaneen
macaneene
macaneenne
macao
macaoe
macau
macaue
macedonian
macedoniane
macedonien
macedoniene
macedonienne
macedonio
macedonioe
madagascari
madagascarie
madagassisch
madagassische
mahorais
mahoraise
malagasy
malagasye
malaisien
malaisiene
malaisienne
malasio
malasioe
malaui
malauie
malawian
malawiane
malawien
malawiene
malawienne
malawisch
malawische
malaysian
malaysiane
malaysisch
malaysische
maldivan
maldivane
maldivien
maldiviene
maldivienne
maldivo
maldivoe
maledivisch
maledivische
malgache
malgachee
mali
malian
maliane
malie
malien
maliene
malienne
malisch
malische
malouin
malouine
maltais
maltaise
maltes
maltese
maltesee
maltesisch
maltesische
malvinense
malvinensee
manx
manxe
marianense
marianensee
marocain
marocaine
marokkanisch
marokkanische
marroqui
marroquie
marshales
marshalese
marshallais
marshallaise
marshallese
marshallesee
marshallisch
marshallische
martiniquais
martiniquaise
martinique
martiniquee
martiniques
martiniquese
mauretanisch
mauretanische
mauriciano
mauricianoe
mauricien
mauriciene
mauricienne
mauritanian
mauritaniane
mauritanien
mauritaniene
mauritanienne
mauritano
mauritanoe
mauritian
mauritiane
mauritisch
mauritische
mayotes
mayotese
mayotte
mayottee
mazedonisch
mazedonische
mexicain
mexicaine
mexican
mexicane
mexicano
mexicanoe
mexikanisch
mexikanische
micronesian
micronesiane
micronesien
micronesiene
micronesienne
micronesio
micronesioe
mikronesisch
mikronesische
moldave
moldavee
moldavo
moldavoe
moldawisch
moldawische
moldovan
moldovane
monacan
monacane
monegasco
monegascoe
monegasque
monegasquee
monegassisch
monegassische
mongol
mongole
mongolian
mongoliane
mongolisch
mongolische
montenegrin
montenegrine
montenegrinisch
montenegrinische
montserrat
montserrate
montserratiano
montserratianoe
montserratien
montserratiene
montserratienne
moroccan
moroccane
mosambikanisch
mosambikanische
mosotho
mosothoe
mozambicain
mozambicaine
mozambican
mozambicane
mozambiqueno
mozambiquenoe
myanmarisch
myanmarische
namibian
namibiane
namibien
namibiene
namibienne
namibio
namibioe
namibisch
namibische
nauruan
nauruane
nauruano
nauruanoe
nauruisch
nauruische
navideno
navidenoe
neerlandais
neerlandaise
neo caledonien
neo caledoniene
neo caledonienne
neo zelandais
neo zelandaise
neozelandes
neozelandese
nepalais
nepalaise
nepaleno
nepalenoe
nepalese
nepalesee
nepalesisch
nepalesische
neukaledonien
neukaledoniene
neukaledonienne
neuseelandneuseelandisch
neuseelandneuseelandische
new caledonia
new caledoniae
new zealander
new zealandere
nicaraguan
nicaraguane
nicaraguanisch
nicaraguanische
nicaraguayen
nicaraguayene
nicaraguayenne
nicaraguense
nicaraguensee
niederlandisch
niederlandische
niger
nigere
nigerian
nigeriane
nigeriano
nigerianoe
nigerien
nigeriene
nigerienne
niue
niueanisch
niueanische
niueano
niueanoe
niuee
niueen
niueene
niueenne
norcoreano
norcoreanoe
nord coreen
nord coreene
nord coreenne
nordkoreanisch
nordkoreanische
nordliche marianen
nordliche marianene
nordliche marianenne
norfolkais
norfolkaise
norfolquino
norfolquinoe
north korean
north koreane
noruego
noruegoe
norvegien
norvegiene
norvegienne
norwegian
norwegiane
norwegisch
norwegische
nueva caledonia
nueva caledoniae
omanais
omanaise
omani
omanie
omanisch
omanische
ougandais
ougandaise
ouzbek
ouzbeke
pakistanais
pakistanaise
pakistani
pakistanie
pakistanisch
pakistanische
pakistano
pakistanoe
palauan
palauane
palauano
palauanoe
palauisch
palauische
palestino
palestinoe
panamaisch
panamaische
panamanian
panamaniane
panameen
panameene
panameenne
panameno
panamenoe
papouasien
papouasiene
papouasienne
papu
papua neuguienisch
papua neuguienische
papua new guinea
papua new guineae
papue
paraguayan
paraguayane
paraguayen
paraguayene
paraguayenne
paraguayisch
paraguayische
paraguayo
paraguayoe
pays bas caribeens
pays bas caribeense
peruanisch
peruanische
peruvian
peruviane
peruvien
peruviene
peruvienne
philippin
philippine
philippinisch
philippinische
pitcairn
pitcairne
polish
polishe
polnisch
polnische
polonais
polonaise
portoricain
portoricaine
portugais
portugaise
portugiesisch
portugiesische
portuguese
portuguesee
puerto ricanisch
puerto ricanische
puerto rico
puerto ricoe
qatari
qatarie
qatarien
qatariene
qatarienne
reunion
reunione
reunionnais
reunionnaise
romanian
romaniane
roumain
roumaine
ruandisch
ruandische
rumanisch
rumanische
russe
russee
russian
russiane
russisch
russische
rwandais
rwandaise
rwandan
rwandane
sahara occidental
sahara occidentale
saint barthelemy
saint barthelemye
saint helena
saint helenae
saint lucian
saint luciane
sainte helene
sainte helenee
salomonais
salomonaise
salomonisch
salomonische
salvadoran
salvadorane
salvadoreno
salvadorenoe
salvadorianisch
salvadorianische
salvadorien
salvadoriene
salvadorienne
sambisch
sambische
samoan
samoane
samoanisch
samoanische
san marinese
san marinesee
san marinesisch
san marinesische
santomeen
santomeene
santomeenne
sao tomean
sao tomeane
sao tomeisch
sao tomeische
saoudien
saoudiene
saoudienne
saudi
saudi arabisch
saudi arabische
saudie
schwedisch
schwedische
schweizerisch
schweizerische
senegalais
senegalaise
senegalese
senegalesee
senegalesisch
senegalesische
serbe
serbee
serbian
serbiane
serbisch
serbische
seychellisch
seychellische
seychellois
seychelloise
sierra leonais
sierra leonaise
sierra leonean
sierra leoneane
sierra leonisch
sierra leonische
simbabwisch
simbabwische
singaporean
singaporeane
singapourien
singapouriene
singapourienne
singapurisch
singapurische
sint maarten
sint maartene
sint maartenne
slovakian
slovakiane
slovaque
slovaquee
slovene
slovenee
slovenian
sloveniane
slowakisch
slowakische
slowenisch
slowenische
somali
somalie
somalien
somaliene
somalienne
somalisch
somalische
soudanais
soudanaise
south african
south africane
south korean
south koreane
south sudan
south sudane
spanisch
spanische
spanish
spanishe
sri lankais
sri lankaise
sri lankan
sri lankane
sri lankisch
sri lankische
st barthelemy
st barthelemye
st helena
st helenae
st kitts und nevis
st kitts und nevise
st pierre und miquelon
st pierre und miquelone
sud africain
sud africaine
sud coreen
sud coreene
sud coreenne
sud soudanais
sud soudanaise
sudafrikanisch
sudafrikanische
sudanese
sudanesee
sudanesisch
sudanesische
sudkoreanisch
sudkoreanische
sudsudanesisch
sudsudanesische
suedois
suedoise
suisse
suissee
surinamais
surinamaise
surinamer
surinamere
surinamisch
surinamische
svalbard and jan mayen
svalbard and jan mayene
svalbard and jan mayenne
svalbard et jan mayen
svalbard et jan mayene
svalbard et jan mayenne
swasilandisch
swasilandische
swazi
swazie
swedish
swedishe
swiss
swisse
syrian
syriane
syrien
syriene
syrienne
syrisch
syrische
tadjik
tadjike
tadschikisch
tadschikische
taiwanais
taiwanaise
taiwanese
taiwanesee
taiwanesisch
taiwanesische
tajik
tajike
tansanisch
tansanische
tanzanian
tanzaniane
tanzanien
tanzaniene
tanzanienne
tchadien
tchadiene
tchadienne
tcheque
tchequee
thai
thaie
thailandais
thailandaise
thailandisch
thailandische
timoresisch
timoresische
togolais
togolaise
togolese
togolesee
togolesisch
togolesische
tokelaou
tokelaoue
tokelau
tokelaue
tongaisch
tongaische
tongan
tongane
tongien
tongiene
tongienne
trinidad und tobago
trinidad und tobagoe
tschadisch
tschadische
tschechisch
tschechische
tunesisch
tunesische
tunisian
tunisiane
tunisien
tunisiene
tunisienne
turc
turce
turkisch
turkische
turkish
turkishe
turkmene
turkmenee
turkmenisch
turkmenische
turkmenistan
turkmenistane
tuvalais
tuvalaise
tuvaluan
tuvaluane
tuvaluisch
tuvaluische
ugandan
ugandane
ugandisch
ugandische
ukrainian
ukrainiane
ukrainien
ukrainiene
ukrainienne
ukrainisch
ukrainische
ungarisch
ungarische
uruguayan
uruguayane
uruguayen
uruguayene
uruguayenne
uruguayisch
uruguayische
usbekisch
usbekische
uzbekistani
uzbekistanie
vanuatais
vanuataise
vanuatisch
vanuatische
vanuatu
vanuatue
vaticano
vaticanoe
vatikanisch
vatikanische
venezolanisch
venezolanische
venezuelan
venezuelane
venezuelien
venezueliene
venezuelienne
vietnamese
vietnamesee
vietnamesisch
vietnamesische
vietnamien
vietnamiene
vietnamienne
vincentais
vincentaise
vincentisch
vincentische
wallis und futuna
wallis und futunae
weissrussisch
weissrussische
welsh
welshe
western sahara
western saharae
westsahara
westsaharae
yemenite
yemenitee
yibutiano
yibutianoe
zambian
zambiane
zambien
zambiene
zambienne
zentralafrikanisch
zentralafrikanische
zimbabwean
zimbabweane
zimbabween
zimbabweene
zimbabweenne
zyprisch
zyprische
`
