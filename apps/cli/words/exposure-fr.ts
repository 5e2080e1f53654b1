import type { ExposureCliWords } from './words.ts'

export const exposureHelpFr = `parefuite exposure JOURNAUX… --object MOTIF… [options]
parefuite exposure JOURNAUX… --file FICHIER [options]
parefuite exposure verify RAPPORT JOURNAUX…

Qui a pris quoi, quand, et jusqu’où va la preuve\u202f? Lit des journaux d’accès et compte des
transferts, non des lignes\u00a0: entiers, partiels, sondages\u202f; les adresses qui sont derrière (non
des personnes)\u202f; et, avec le fichier exposé, combien de personnes étaient dans ce qui a été pris.
Chaque chiffre a une borne basse, que les journaux prouvent, et une borne haute, laissée ouverte
là où ils ne vont pas.

JOURNAUX\u00a0: fichiers, dossiers, motifs, ou - pour l’entrée standard, compressés ou non, dans
n’importe quel ordre\u202f; plusieurs serveurs en dossiers ou par SERVEUR=LIEU. Le format est reconnu
par le contenu\u00a0: Apache, nginx, IIS, JSON (nginx, Caddy, Traefik), AWS (ALB, CloudFront, S3),
Cloudflare, HAProxy.

  --object MOTIF       ce qui a été exposé\u00a0: un chemin, un motif (/ccw/*), avec\u202f? les paramètres
                       qui doivent s’y trouver\u202f; peut être répétée. Sans elle, tout ce qui a
                       répondu avec exactement la taille de --file
  --file FICHIER       le fichier exposé\u00a0: sa taille distingue l’entier du partiel, ses lignes
                       donnent les personnes
  --from T, --to T     depuis quand et jusqu’à quand il était accessible (2022-06-27T19:00Z\u202f; un
                       jour seul est son premier instant\u202f; sans fuseau, celui de --zone, sinon
                       UTC)
  --trust-proxy CIDR   un mandataire dont X-Forwarded-For compte\u202f; peut être répétée
  --exclude QUI        ses propres demandes\u00a0: un réseau, ou agent:NOM\u202f; peut être répétée
  --servers N          combien de serveurs le servaient, avec ou sans journal
  --cache              un cache sans journal les précédait
  --crawlers FICHIER   réseaux que publie le propriétaire d’un robot, un par ligne ou en JSON
  --pattern P          le format des journaux, dans les directives du LogFormat d’Apache
  --zone +HH:MM        le fuseau des journaux qui n’en nomment pas (sinon UTC, et c’est dit)
  --case-key FICHIER   la clé qui donne aux adresses leurs pseudonymes\u00a0: même clé, mêmes noms.
                       Créée s’il n’y a pas de tel fichier
  --show-clients       montrer les adresses elles-mêmes, qui sont des données personnelles

  --report FICHIER.html  écrit aussi la réponse avec images et preuves, en une page
  --fact-sheet FICHIER une page pour qui doit décider ou informer\u00a0: .pdf ou .html
  --timeline FICHIER.svg  l’image seule
  --people FICHIER --to AGE
                       les lignes et les colonnes identifiantes des personnes qui étaient dans
                       ce qui a été pris, pour les avis\u202f; scellées pour ces destinataires
                       (age1…), jamais écrites en clair
  --json               un document JSON sur la sortie standard (docs/formats/exposure.md)
  --lang fr|en         langue de la réponse (sinon celle de l’environnement)

verify recalcule les chiffres de RAPPORT (.html ou .json) à partir des mêmes journaux\u202f; ce qui
avait été déclaré par --exclude, --crawlers et --file l’est de nouveau.

Code de sortie
  0  aucun accès, et les journaux couvrent toute la période\u202f; ou vérifié
  1  accès constaté, ou qui ne peut être exclu\u202f; ou chiffres différents
  2  commande mal employée, ou rien n’a pu être lu

`

export const exposureFr: ExposureCliWords = {
  noLogs:
    'Aucun journal n’est nommé\u00a0: donnez des fichiers, des dossiers, des motifs, ou - pour l’entrée standard.',
  noObject: 'Dites ce qui a été exposé\u00a0: --object CHEMIN ou MOTIF, ou --file avec le fichier lui-même.',
  badTime: option =>
    `L’option ${option} prend un instant tel que 2022-06-27, 2022-06-27T19:00 ou 2022-06-27T19:00:00+02:00.`,
  backwards: 'L’option --from doit précéder --to.',
  badServers: 'L’option --servers prend un nombre à partir de 1.',
  badSheet: 'L’option --fact-sheet prend le nom d’un fichier qui finit par .pdf ou .html.',
  peopleSealed:
    'La liste des personnes n’est écrite que scellée\u00a0: donnez ensemble --people FICHIER et --to age1….',
  peopleOfFile: 'La liste des personnes est tirée du fichier exposé\u00a0: nommez-le par --file.',
  verifyUsage:
    'Dites quoi vérifier\u00a0: parefuite exposure verify RAPPORT JOURNAUX…, le rapport et les mêmes journaux.',
  reading: (shown, rate) => `lecture de ${shown}, ${rate}`,
  written: path => `Écrit\u00a0: ${path}`,
  noTimeline: 'Il n’y a pas d’image à dessiner\u00a0: aucune heure n’est connue.',
  amongLogs: path => `${path} serait parmi les journaux et lu comme l’un d’eux. Choisissez un autre dossier.`,
  badCrawlers: path =>
    `${path} ne contient pas de liste de réseaux\u00a0: donnez un réseau (CIDR) par ligne, ou le JSON que publie le propriétaire d’un robot.`,
  badCaseKey: path =>
    `${path} n’est pas la clé d’une affaire (64 chiffres hexadécimaux), ou ne peut être lu ni créé. Nommez un autre fichier.`,
  unreadable: path => `Ceci ne peut être lu\u00a0: ${path}`,
  verified: 'vérifié\u00a0: mêmes fichiers, mêmes chiffres',
  differs: 'différent',
  missingInput: hash => `un fichier que nomme le rapport n’est pas ici\u00a0: SHA-256 ${hash}`,
  unknownInput: hash => `un fichier d’ici n’est pas dans le rapport\u00a0: SHA-256 ${hash}`,
  difference: member => `${member} donne autre chose`,
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
    'exposure/unreadable-place': 'ce journal manque ou ne peut être ouvert\u00a0: vérifier le chemin et les droits',
    'exposure/unreadable-file':
      'le fichier exposé ne peut être lu\u00a0: donner le chemin du fichier tel qu’il a été exposé',
    'exposure/no-typesetter':
      'le compilateur Typst manque pour ce système\u00a0: réinstaller avec les paquets facultatifs, ou demander la fiche en .html et l’imprimer',
    'exposure/other-evidence':
      'ce n’est pas la preuve de ce rapport\u00a0: donner le même --file et les mêmes --exclude que quand il a été fait',
    'exposure/recipient': 'il faut au moins une clé publique age (age1…)\u00a0; la liste n’est jamais écrite en clair',
    'exposure/list-exists': 'il y a déjà un fichier de ce nom\u00a0: en choisir un autre, ou l’enlever',
    'exposure/no-list': 'le fichier exposé a plusieurs tables\u00a0: demander une table à la fois',
    'exposure/no-document':
      'ce fichier ne contient pas d’exposition\u00a0: donner une page de --report ou un document de --json',
  },
}
