import type { ExposureCliWords } from './words.ts'

export const exposureHelpFr = `parefuite exposure JOURNAUX… --object MOTIF… [options]
parefuite exposure JOURNAUX… --file FICHIER [options]
parefuite exposure verify RAPPORT JOURNAUX…

Qui a pris quoi, quand, et que couvrent les preuves\u202f? Lit des journaux d’accès et compte des
transferts, non des lignes\u00a0: entiers, partiels, requêtes sans contenu\u202f; les adresses qui les ont
reçus (ce ne sont pas des personnes)\u202f; et, avec le fichier exposé, combien de personnes figuraient
dans ce qui a été transmis. Chaque chiffre a une borne basse, que les journaux prouvent, et une
borne haute, laissée ouverte là où ils ne suffisent pas. Rien n’est modifié, rien n’est envoyé.

Exemples
  pour essayer, avec une seule ligne de journal (dans un clone des sources, écrire ./parefuite)\u00a0:
    echo '192.0.2.1 - - [27/Jun/2022:19:31:08 +0000] "GET /ccw.csv HTTP/1.1" 200 512' |
      parefuite exposure - --object /ccw.csv
  tous les journaux d’un serveur et le fichier exposé\u202f; la réponse aussi en une page\u00a0:
    parefuite exposure access.log* --object '/ccw/*' --file ccw.csv --report exposition.html
  deux serveurs sur trois\u202f; la période où le fichier était accessible\u00a0:
    parefuite exposure a=/logs/a b=/logs/b --servers 3 --object /ccw.csv \\
      --from 2022-06-27T19:00+02:00 --to 2022-06-28T07:30+02:00

JOURNAUX\u00a0: fichiers, dossiers, motifs, ou - pour l’entrée standard, compressés ou non, dans
n’importe quel ordre\u202f; plusieurs serveurs en dossiers ou par SERVEUR=LIEU. Le format est reconnu
par le contenu\u00a0: Apache, nginx, IIS, JSON (nginx, Caddy, Traefik), AWS (ALB, CloudFront, S3),
Cloudflare, HAProxy.

Ce qui a été exposé, et quand
  --object MOTIF       un chemin tel qu’il a été demandé (/ccw/tout.csv), son adresse entière
                       (https://…), ou un motif (/ccw/*, entre apostrophes)\u202f; après un «\u00a0?\u00a0», les
                       paramètres qui doivent s’y trouver\u202f; peut être répétée. Sans elle, tout
                       ce qui a répondu avec exactement la taille de --file
  --file FICHIER       le fichier exposé\u00a0: sa taille distingue l’entier du partiel, ses lignes
                       donnent les personnes
  --from T, --to T     depuis quand et jusqu’à quand il était accessible (2022-06-27T19:00Z\u202f; un
                       jour seul est son premier instant\u202f; sans fuseau, celui de --zone, sinon
                       UTC). Sans elles, les chiffres portent sur le temps des journaux

Comment cela était servi
  --servers N          combien de serveurs le servaient, avec ou sans journal
  --cache              un cache sans journal les précédait
  --trust-proxy CIDR   un mandataire de l’organisme, dont X-Forwarded-For compte\u202f; peut être
                       répétée
  --exclude QUI        ses propres requêtes\u00a0: un réseau, ou agent:NOM (l’agent entier, ou le nom
                       du produit sans sa version)\u202f; peut être répétée
  --crawlers FICHIER   réseaux que publie le propriétaire d’un robot, un par ligne ou en JSON
  --pattern P          le format des journaux, dans les directives du LogFormat d’Apache
  --zone FUSEAU        le fuseau des journaux qui n’en nomment pas\u00a0: Europe/Paris, +02:00 (sinon
                       UTC, et c’est dit)\u202f; le constat et le rapport donnent aussi les heures
                       dans ce fuseau

Ce qui est écrit
  --report FICHIER.html  écrit aussi la réponse avec le graphique et les preuves, en une page
  --fact-sheet FICHIER une fiche d’une page pour qui doit décider ou informer\u00a0: .pdf ou .html
  --timeline FICHIER.svg  le graphique seul
  --people FICHIER --to AGE
                       les lignes et les colonnes identifiantes des personnes qui figuraient
                       dans ce qui a été transmis, pour les avis\u202f; scellées pour ces
                       destinataires (age1…, tels que les fait age-keygen), jamais écrites en
                       clair
  --case-key FICHIER   la clé qui donne aux adresses leurs pseudonymes\u00a0: même clé, mêmes noms.
                       Créée s’il n’y a pas de tel fichier
  --show-clients       montrer dans la page et le document les adresses elles-mêmes, qui sont
                       des données personnelles
  --json               un document JSON sur la sortie standard (docs/formats/exposure.md)
  --lang fr|en         langue de la réponse (sinon celle de l’environnement)

verify recalcule les chiffres de RAPPORT (.html ou .json) à partir des mêmes journaux\u202f; ce qui
avait été déclaré par --exclude, --crawlers et --file l’est de nouveau. Avec --report, la réponse
se termine par la commande entière.

Code de sortie
  0  aucun accès\u00a0: les journaux couvrent toute la période et une ligne nomme l’objet\u202f; ou
     vérifié
  1  accès démontré, ou non exclu\u202f; ou chiffres différents
  2  commande mal employée, ou rien n’a pu être lu

Comment chaque chiffre est compté, et chaque remarque\u00a0: docs/formats/exposure.md

`

export const exposureFr: ExposureCliWords = {
  noLogs:
    'Aucun journal n’est nommé\u00a0: donnez des fichiers, des dossiers, des motifs, ou - pour l’entrée standard.',
  noObject: 'Dites ce qui a été exposé\u00a0: --object CHEMIN ou MOTIF, ou --file avec le fichier lui-même.',
  badTime: option =>
    `L’option ${option} prend un instant tel que 2022-06-27, 2022-06-27T19:00 ou 2022-06-27T19:00:00+02:00${option === '--to' ? ' (ou, avec --people, un destinataire age1…)' : ''}.`,
  backwards: 'L’option --from doit précéder --to.',
  badServers: 'L’option --servers prend un nombre à partir de 1.',
  badSheet: 'L’option --fact-sheet prend le nom d’un fichier qui finit par .pdf ou .html.',
  badFile: option => `L’option ${option} prend le nom d’un fichier\u202f; la sortie standard est pour la réponse.`,
  badNetwork: {
    'trust-proxy': 'L’option --trust-proxy prend une adresse ou un réseau, tel que 203.0.113.0/24 ou 2001:db8::/32.',
    exclude:
      'L’option --exclude prend une adresse, un réseau tel que 203.0.113.0/24, ou agent: suivi d’un agent utilisateur entier, ou du nom de son produit sans version.',
  },
  peopleSealed:
    'La liste des personnes n’est écrite que scellée\u00a0: donnez ensemble --people FICHIER et --to age1….',
  peopleOfFile: 'La liste des personnes est tirée du fichier exposé\u00a0: nommez-le par --file.',
  verifyUsage:
    'Dites quoi vérifier\u00a0: parefuite exposure verify RAPPORT JOURNAUX…, le rapport et les mêmes journaux.',
  reading: (shown, onDisk, rate) => `${shown} lus, décompressés (journaux\u00a0: ${onDisk} sur disque), ${rate}`,
  written: path => `Écrit\u00a0: ${path}`,
  noTimeline: 'Il n’y a pas d’image à dessiner\u00a0: aucune heure n’est connue.',
  amongLogs: path => `${path} serait parmi les journaux et lu comme l’un d’eux. Choisissez un autre dossier.`,
  sameFile: path => `Deux fichiers seraient écrits en ${path}. Donnez à chacun son propre nom.`,
  notOurs: path =>
    `Il y a déjà un autre fichier en ${path}, qui reste tel quel. Choisissez un autre nom, ou retirez-le.`,
  badCrawlers: path =>
    `${path} ne contient pas de liste de réseaux\u00a0: donnez un réseau (CIDR) par ligne, ou le JSON que publie le propriétaire d’un robot.`,
  badCaseKey: path =>
    `${path} n’est pas la clé d’un dossier (64 chiffres hexadécimaux), ou ne peut être lu ni créé. Nommez un autre fichier.`,
  unreadable: path => `Ceci ne peut être lu\u00a0: ${path}`,
  verified: 'vérifié\u00a0: mêmes fichiers, mêmes chiffres',
  differs: 'non identique',
  otherPage:
    'la page ne montre pas ce que dit le document qu’elle contient\u00a0: elle a été modifiée, ou écrite par une autre version du programme',
  unknownPage:
    'non comparé\u00a0: ce que montre la page, écrite par une autre version du programme\u202f; son document l’a été',
  missingInput: (place, hash) => `fichier du rapport qui n’est pas ici\u00a0: ${place}, SHA-256 ${hash}`,
  unknownInput: hash => `fichier d’ici qui n’est pas dans le rapport, SHA-256 ${hash}`,
  difference: member => `autre résultat\u00a0: ${member}`,
  more: count => `et ${count} de plus`,
  refusals: {
    'exposure/no-object':
      'ni objet ni fichier\u00a0: nommer un chemin ou un motif par --object, ou donner le fichier par --file',
    'exposure/too-many-objects':
      'trop d’objets différents pour la mémoire\u00a0: nommer par --object un motif plus étroit, ou lire moins de journaux à la fois',
    'exposure/no-such-network':
      'ce n’est pas un réseau\u00a0: l’écrire en CIDR, par exemple 203.0.113.0/24 ou 2001:db8::/32',
    'exposure/no-such-zone':
      'ce n’est ni un fuseau ni un décalage d’avec UTC\u00a0: écrire Europe/Paris ou +02:00, tel que le serveur l’avait',
    'exposure/unusable-pattern':
      'ce motif n’est pas lisible\u00a0: l’écrire avec les directives du LogFormat d’Apache, avec au moins l’adresse, l’heure, la demande et le code',
    'exposure/unreadable-place':
      'ce journal manque, est vide ou ne peut être ouvert\u00a0: vérifier le chemin et les droits',
    'exposure/unreadable-file':
      'le fichier exposé ne peut être lu\u00a0: donner le chemin du fichier tel qu’il a été exposé',
    'exposure/no-typesetter':
      'le compilateur Typst manque pour ce système\u00a0: réinstaller avec les paquets facultatifs, ou demander la fiche en .html et l’imprimer',
    'exposure/other-evidence':
      'ce n’est pas la preuve de ce rapport\u00a0: donner le même --file et les mêmes --exclude que quand il a été fait',
    'exposure/recipient': 'il faut au moins une clé publique age (age1…)\u00a0; la liste n’est jamais écrite en clair',
    'exposure/list-exists': 'il y a déjà un fichier de ce nom\u00a0: en choisir un autre, ou l’enlever',
    'exposure/list-unwritable':
      'la liste n’a pas pu être écrite, faute de place ou de droits\u00a0: choisir un autre dossier ou libérer de la place, aussi là où sont les fichiers temporaires (TMPDIR)',
    'exposure/no-list': 'le fichier exposé a plusieurs tables\u00a0: demander une table à la fois',
    'exposure/no-document':
      'ce fichier ne contient pas d’exposition\u00a0: donner une page de --report ou un document de --json',
  },
}
