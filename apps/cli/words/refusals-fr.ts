/**
 * What a person is told of a refusal of the wall or of the private zone, by its code. In English the facts of the refusal say it themselves; they
 * are given in English where a code is missing here, so that nobody is left without a way out.
 */
export const refusalsFr: Readonly<Record<string, string>> = {
  'ledger/checkpoint':
    'le point de contrôle est signé, mais d’une autre forme ou d’une autre origine\u00a0; le comparer à un point de contrôle gardé ailleurs',
  'ledger/event':
    'le registre ne peut pas recevoir cet événement\u00a0: l’élément en cause est nommé, jamais sa valeur\u00a0; voir docs/formats/ledger.md',
  'ledger/in-use':
    'un autre processus écrit dans ce registre\u00a0; y mettre fin. S’il n’y en a pas, enlever le fichier .writer du dossier',
  'ledger/key':
    'ce n’est pas une clé de vérification Ed25519, ou son identifiant est celui d’une autre\u00a0; recopier la ligne entière donnée par son propriétaire',
  'ledger/none':
    'il n’y a ni point de contrôle ni registre dans ce dossier\u00a0; nommer celui qui contient le fichier checkpoint',
  'ledger/not-continued':
    'ce dossier contient un registre que celui-ci ne prolonge pas\u00a0; le garder comme preuve et écrire dans un autre. Après une restauration, l’ancien registre se prolonge dans un nouveau dossier',
  'ledger/note':
    'le point de contrôle n’est pas un texte signé\u00a0; le comparer à un point de contrôle gardé ailleurs',
  'ledger/request': 'ce qui a été apporté au témoin n’a pas la forme attendue (C2SP tlog-witness, add-checkpoint)',
  'ledger/signature':
    'une signature d’une clé connue ne convient pas au texte\u00a0: quelque chose a été modifié\u00a0; le comparer à un point de contrôle gardé ailleurs',
  'ledger/unfit':
    'le point de contrôle a disparu, ou les dernières tuiles ne donnent pas la racine signée\u00a0; ne rien ajouter, vérifier, remettre une copie',
  'ledger/unsigned': 'aucune signature d’une clé connue\u00a0; demander la clé au propriétaire du registre',
  'officers/bad-passkey':
    'la réponse de la clé d’accès ne convient pas\u00a0; recommencer avec un appareil qui a un code, une empreinte ou un visage',
  'officers/bad-proof':
    'la clé publique n’est pas confirmée par sa clé privée\u00a0; créer un fichier de clé avec ce programme',
  'officers/bad-tenant':
    'il faut un nom de a-z, 0-9 et -, un titre dans les deux langues et au moins un nom d’hôte en minuscules',
  'officers/complete': 'ce document a déjà toutes ses signatures',
  'officers/counter':
    'cet appareil compte moins d’usages qu’avant\u00a0: quelqu’un en a peut-être une copie. Terminer ses sessions, l’écarter, en inscrire un autre',
  'officers/drafted-before': 'ce document même attend déjà\u00a0; le chercher parmi ceux qui attendent',
  'officers/first-factor':
    'cet organisme demande d’abord une autre connexion, puis la clé d’accès dans les cinq minutes',
  'officers/founded':
    'cet organisme a déjà sa première liste d’agents, ou n’existe pas\u00a0; un administrateur invite, ou deux agents confirment une perte',
  'officers/key-file':
    'cette phrase secrète n’ouvre ici aucune clé Ed25519\u00a0; vérifier le chemin et la phrase. Une phrase oubliée demande une nouvelle clé',
  'officers/key-file-exists':
    'il y a déjà un fichier de ce nom, et une clé n’est jamais écrasée\u00a0; en nommer un autre',
  'officers/known-key':
    'cette clé est ou fut déjà inscrite\u00a0; prendre un autre appareil ou un autre fichier de clé',
  'officers/known-person': 'cette adresse est celle d’une personne déjà inscrite\u00a0; prendre la vôtre seule',
  'officers/last-key':
    'c’est la clé de cette session, ou elle n’est pas à vous\u00a0; se connecter avec une autre pour abandonner celle-ci',
  'officers/listed':
    'la liste d’agents nomme encore cette personne\u00a0; proposer d’abord une liste sans elle, que deux signent',
  'officers/mistyped-code': 'ce code est mal recopié\u00a0: quatre groupes de quatre signes. Le comparer au papier',
  'officers/no-change': 'cela ne change rien à la liste d’agents en vigueur',
  'officers/no-root': 'la première liste d’agents n’est pas encore signée par les deux premiers agents',
  'officers/not-for-this-role': 'ce rôle ne le permet pas\u00a0; demander à une personne qui a le rôle voulu',
  'officers/not-for-you': 'ce code ne vous apporte rien\u00a0; le donner à la personne pour qui il fut fait',
  'officers/not-fresh': 'cette session a commencé il y a trop longtemps\u00a0; se reconnecter et confirmer aussitôt',
  'officers/not-here':
    'vous n’êtes pas agent de cet organisme avec une clé valable\u00a0; demander une invitation à un administrateur',
  'officers/not-to-be-listed':
    'cette personne ne peut pas signer ici\u00a0: il faut un agent inscrit, avec une clé. Les auditeurs ne signent rien',
  'officers/not-to-be-signed': 'ce document n’attend la signature de personne',
  'officers/not-yours': 'cette signature n’est pas la vôtre, ou pas avec la clé de cette session',
  'officers/not-yourself': 'on ne confirme pas sa propre perte de clés\u00a0; demander à deux collègues',
  'officers/oidc': 'cette réponse ne suit aucune connexion commencée ici\u00a0; recommencer',
  'officers/provider-silent':
    'le fournisseur d’identité ne répond pas\u00a0; réessayer plus tard, ou vérifier les réglages',
  'officers/root-order': 'cette liste d’agents ne suit pas la plus récente\u00a0; les reprendre dans leur ordre',
  'officers/short-passphrase':
    'la phrase secrète est trop courte\u00a0: au moins 12 signes. Prendre quatre ou cinq mots sans rapport',
  'officers/signed-before':
    'cette personne ou cette clé a déjà signé\u00a0; une autre personne doit signer avec sa propre clé',
  'officers/stale': 'ce document a été remplacé par un plus récent, qu’il faut signer à sa place',
  'officers/tenant-taken': 'un autre organisme a ce nom ou cet hôte',
  'officers/too-few-left': 'il resterait moins de deux personnes avec une clé\u00a0; en admettre une autre d’abord',
  'officers/too-many-tries':
    'trop de codes faux en une heure\u00a0; attendre une heure. Si ce n’était pas vous, quelqu’un devine\u00a0: regarder le journal d’accès',
  'officers/unknown-document': 'aucun document n’attend sous cette empreinte',
  'officers/unknown-identity':
    'cette identité n’est celle d’aucun agent actif\u00a0; s’inscrire d’abord avec un code, à la même adresse',
  'officers/unknown-key':
    'personne n’a inscrit cette clé\u00a0; l’inscrire avec un code à usage unique, ou prendre le bon fichier',
  'officers/unknown-officer': 'aucun agent de vos organismes sous cet identifiant',
  'officers/unnamed': 'il faut le nom d’une personne et sa propre adresse électronique',
  'officers/unknown-tenant': 'il n’y a pas d’organisme de ce nom',
  'officers/weak-sign-in': 'le fournisseur ne dit pas que cette connexion a pris deux facteurs',
  'officers/wrong-code': 'ce code ne vaut pas, ou plus\u00a0; en demander un nouveau',
  'release/altered':
    'un fichier n’a pas les octets que deux agents ont approuvés\u00a0; ne pas s’y fier, et chercher qui peut écrire là',
  'release/bad-signature': 'la signature ne convient pas à ce blocage\u00a0; le préparer de nouveau et le signer',
  'release/behind':
    'cette zone privée vient d’une sauvegarde, ou la zone publique en sait plus qu’elle\u00a0; regarder ce qui a été bloqué depuis, puis faire signer par deux agents\u00a0: parefuite officers renew --new-epoch',
  'release/chart-column': 'le graphique demande des colonnes différentes de cette table',
  'release/chart-not-numeric': 'la hauteur du graphique demande une colonne de nombres',
  'release/chart-not-one-each':
    'plusieurs lignes sont à la même place du graphique\u00a0; choisir comme série la colonne qui les distingue',
  'release/chart-too-many':
    'il y a trop de lignes ou de séries pour ce graphique\u00a0; publier une table plus petite, ou sans graphique',
  'release/column-names':
    'chaque colonne doit avoir un nom, et chaque nom ne servir qu’une fois\u00a0; corriger le fichier, puis l’inspecter de nouveau',
  'release/column-not-described':
    'une colonne n’est pas décrite dans les deux langues\u00a0; la décrire, ou l’enlever de la table',
  'release/empty': 'ce fichier est vide',
  'release/file-missing':
    'un fichier que liste le manifeste manque dans cette copie\u00a0; copier de nouveau tout le dossier',
  'release/hold-known': 'ce blocage est déjà en vigueur',
  'release/hold-out-of-time':
    'ce blocage a été préparé il y a trop longtemps\u00a0; le préparer de nouveau et le signer',
  'release/key-not-listed':
    'aucune liste d’agents dans ce dossier public ne nomme cette clé\u00a0; vérifier le dossier et la clé. Un autre agent peut bloquer',
  'release/lease-key':
    'la liste d’agents nomme une autre clé de bail que celle de cette zone\u00a0; faire signer par deux agents\u00a0: parefuite officers renew --new-epoch',
  'release/missing': 'un document manque dans ce dossier\u00a0; le copier de nouveau en entier',
  'release/moved': 'le site a changé entre-temps\u00a0; préparer de nouveau, et signer cela',
  'release/never-public':
    'cet organisme n’a jamais publié cela\u00a0; recopier l’adresse de la page publique, ou bloquer tout le site',
  'release/no-address':
    'ceci ne peut pas être une adresse publique\u00a0; recopier le chemin de la page, depuis sa première barre oblique',
  'release/no-manifest': 'cet organisme n’a encore rien publié',
  'release/no-root':
    'la première liste d’agents n’est pas signée\u00a0; les deux premiers agents doivent s’inscrire et la signer',
  'release/no-rows': 'cette table n’a aucune ligne',
  'release/no-such-table': 'il n’y a pas de table à cette place du fichier\u00a0; les places se comptent à partir de 0',
  'release/no-tenant': 'il n’y a pas d’organisme de ce nom',
  'release/not-all-read':
    'une partie de ce fichier n’a pas pu être lue, il ne peut donc pas sortir\u00a0; la réparer ou l’enlever',
  'release/not-an-officer':
    'la liste d’agents ne nomme pas cette clé\u00a0; se connecter avec une clé qui compte, ou la faire admettre',
  'release/not-approved': 'aucune liste d’agents ne porte les signatures de ce site\u00a0; le faire signer de nouveau',
  'release/not-there': 'il n’y a rien sous cet identifiant dans cet organisme',
  'release/own-alert': 'qui a ouvert une alerte ne la clôt pas\u00a0; un autre agent le fait',
  'release/reason-missing':
    'une raison écrite est demandée à chaque personne qui signe\u00a0: --despite-verdict FICHIER ou --despite-alert FICHIER',
  'release/settings': 'le fichier private/zone.json n’a pas la forme attendue (docs/decisions/release.md)',
  'release/too-large': 'ce fichier est trop grand\u00a0; le comprimer, ou le partager en plusieurs tables',
  'release/words': 'les mots de la proposition n’ont pas la forme attendue\u00a0; corriger le fichier de --words',
  'release/wrong-state': 'cela n’est plus possible dans cet état\u00a0: quelqu’un a été plus rapide',
  'vault/backup': 'cette sauvegarde a été modifiée ou coupée\u00a0; en prendre une autre copie. Rien n’a été restauré',
  'vault/identity': 'cette identité n’ouvre pas ce fichier, ou il n’est pas une sauvegarde',
  'vault/master-key':
    'la clé maîtresse de cette base manque, ou est une autre\u00a0; la remettre à sa place, ou restaurer une sauvegarde',
  'vault/migrations': 'cette base a été utilisée avec une autre version\u00a0; prendre la même ou une plus récente',
  'vault/no-postgres': 'aucun PostgreSQL ne démarre sur cette machine\u00a0; en installer un, ou donner DATABASE_URL',
  'vault/not-empty':
    'cette zone privée n’est pas vide\u00a0; une sauvegarde ne se restaure que dans une base et un dossier vides',
  'vault/path-taken': 'il y a déjà un fichier de ce nom, et une sauvegarde n’en remplace jamais une autre',
  'vault/postgres-version':
    'ces données sont d’une autre version de PostgreSQL\u00a0; donner celle-ci par PAREFUITE_POSTGRES_BIN, sauvegarder, puis restaurer dans un dossier neuf',
  'vault/recipient': 'il faut au moins une clé publique age (age1…)',
  'vault/unreachable':
    'cette base PostgreSQL ne répond pas, ou refuse l’accès\u00a0; la démarrer ou corriger DATABASE_URL',
  'zones/bad-lease-signature':
    'ce bail n’est pas signé par la clé de bail que nomme la dernière liste d’agents\u00a0; chercher qui peut écrire dans released/, puis renouveler le bail',
  'zones/bad-signature':
    'une signature ne convient pas aux octets de son document\u00a0; chercher qui l’a modifié, puis publier de nouveau',
  'zones/from-the-future':
    'ce manifeste ou ce bail porte une date en avance de plus de cinq secondes\u00a0; mettre à l’heure les horloges des deux zones',
  'zones/hold-missing':
    'le bail nomme un blocage qui n’est pas là\u00a0; envoyer de nouveau les blocages, et chercher qui les a enlevés',
  'zones/lease-before-start':
    'ce bail a été émis avant le démarrage de ce portail\u00a0; attendre le suivant, ou le renouveler',
  'zones/lease-expired': 'le bail est échu\u00a0; le renouveler, et chercher ce qui empêche les renouvellements',
  'zones/lease-too-long': 'ce bail dure plus d’un jour\u00a0; en émettre de plus courts',
  'zones/malformed': 'ce document n’a pas les éléments de son format\u00a0; l’écrire de nouveau depuis la zone privée',
  'zones/memory-damaged':
    'ce que le portail a retenu est illisible, et n’est jamais pris pour rien\u00a0; vérifier le disque, remettre la copie la plus récente',
  'zones/mixed':
    'ce bail vaut pour une autre liste d’agents ou un autre manifeste que ceux qui sont là\u00a0; publier de nouveau',
  'zones/no-root': 'cet organisme n’a aucune liste d’agents ici\u00a0; envoyer ses listes',
  'zones/not-an-envelope':
    'ce n’est pas un fichier age, ou il est sous phrase secrète, ou il dépasse 8 Mio\u00a0; le sceller de nouveau avec le formulaire du site',
  'zones/not-an-officer':
    'une signature vient d’une personne, ou d’une clé, que la liste d’agents ne nomme pas\u00a0; faire signer par des agents de cet organisme',
  'zones/not-canonical':
    'ces octets ne sont pas l’unique écriture de leur document\u00a0; l’écrire de nouveau depuis la zone privée',
  'zones/path-order': 'un chemin est listé deux fois, ou n’est pas à sa place\u00a0; publier de nouveau',
  'zones/rollback':
    'ceci est plus ancien que ce qui a déjà été vu\u00a0; publier l’état actuel, et ne jamais restaurer released/ depuis une sauvegarde',
  'zones/root-order': 'cette liste d’agents ne suit pas la précédente\u00a0; les envoyer toutes, depuis la première',
  'zones/too-few-keys':
    'il y a moins de clés différentes que la liste d’agents n’en demande\u00a0; faire signer un autre agent avec sa propre clé',
  'zones/too-few-people':
    'il y a moins de personnes différentes que la liste d’agents n’en demande\u00a0; faire signer un autre agent',
  'zones/too-large': 'ce document dépasse sa limite\u00a0; chercher qui l’a écrit',
  'zones/two-ledgers':
    'un autre registre de la même longueur a déjà été vu\u00a0; le comparer à un point de contrôle gardé ailleurs, et chercher qui l’a réécrit',
  'zones/two-of-one-version':
    'deux manifestes différents portent la même version\u00a0; en publier une plus haute, et chercher pourquoi deux furent signés',
  'zones/unknown-root':
    'cette première liste d’agents n’est pas celle qui fut donnée à ce portail\u00a0; chercher qui peut écrire dans released/',
  'zones/wrong-epoch': 'ce document est d’une autre époque que la dernière liste d’agents\u00a0; publier de nouveau',
  'zones/wrong-tenant': 'ce document est d’un autre organisme\u00a0; chercher qui peut écrire dans released/',
}
