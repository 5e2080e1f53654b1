import type { Lang, Refusal } from '#kernel'
import type { Words } from './en.ts'
import { typeset } from './typeset.ts'

type Said = Readonly<Record<Lang, string>>

const say = (en: string, fr: string): Said => ({ en, fr: typeset(fr) })
const CODE = say(
  'This code does not work: it was used, is older than a week, or was mistyped. Compare it with the paper, or ask for a new one.',
  "Ce code ne marche pas : il a servi, a plus d'une semaine, ou est mal recopié. Comparez-le avec le papier, ou demandez-en un autre.",
)
const DEVICE = say(
  'The answer of this device was not accepted. Start again; take a device with a PIN, fingerprint or face.',
  "La réponse de cet appareil n'a pas été acceptée. Recommencez, avec un appareil qui a un code, une empreinte ou un visage.",
)
const SESSION = say(
  'Your session is over. Sign in to go on.',
  'Votre session est terminée. Connectez-vous pour continuer.',
)
const MANY = say('Too many tries. Wait a while, then try again.', "Trop d'essais. Attendez un peu, puis réessayez.")
const ABSENT = say('There is nothing here of that name.', "Il n'y a rien ici de ce nom.")
const STALE = say(
  'Something else became public meanwhile. Draw the document up again, and sign that one.',
  'Autre chose est devenu public entre-temps. Préparez le document à nouveau, et signez celui-là.',
)
const UNLISTED = say(
  'Your key is in no list of signers: it cannot count. Sign in with one that counts, or have it admitted.',
  "Votre clé n'est dans aucune liste de signataires : elle ne peut pas compter. Connectez-vous avec une autre, ou faites-la admettre.",
)
const FAULT = say(
  'A fault of ours. What you did was not done; try again.',
  "Une faute de notre côté. Rien n'a été fait ; réessayez.",
)
const TABLE = say(
  'This table cannot be read from beginning to end. Repair the file or export it again, then inspect it again.',
  "Cette table ne peut pas être lue jusqu'au bout. Réparez le fichier ou exportez-le à nouveau, puis réinspectez-le.",
)
const WORDS = say(
  'One of the answers is not as it should be. Correct it and propose again.',
  'Une des réponses ne convient pas. Corrigez-la et proposez à nouveau.',
)
const UNMADE = say(
  'This was refused as it was sent. Load the page again.',
  "Cela a été refusé tel qu'envoyé. Rechargez la page.",
)

/** What refusals say to officers, by code. What only a command line or a log can meet is not here. */
export const REFUSALS: Readonly<Record<string, Said>> = {
  'console/unreachable': say(
    'The private zone does not answer. Look whether it runs, then try again.',
    'La zone privée ne répond pas. Regardez si elle tourne, puis réessayez.',
  ),
  'console/passkey-cancelled': say(
    'Nothing was signed: the device gave no answer, or you stopped it.',
    "Rien n'a été signé : l'appareil n'a pas répondu, ou vous avez arrêté.",
  ),
  'console/passkey-known': say(
    'This device already holds a passkey for this account.',
    "Cet appareil garde déjà une clé d'accès pour ce compte.",
  ),
  'console/passkey-unsupported': say(
    'This device cannot make the kind of key that is needed. Use another one.',
    'Cet appareil ne sait pas créer le type de clé demandé. Prenez-en un autre.',
  ),
  'console/passkey-address': say(
    'Passkeys only work at the address that this console was set up for.',
    "Les clés d'accès ne marchent qu'à l'adresse prévue pour cette console.",
  ),
  'console/passkey-failed': say(
    'The device could not answer. Try again.',
    "L'appareil n'a pas pu répondre. Réessayez.",
  ),
  'console/session': SESSION,
  'console/status-401': SESSION,
  'console/status-403': say('You may not do this.', 'Vous ne pouvez pas faire cela.'),
  'console/absent': ABSENT,
  'console/status-404': ABSENT,
  'console/too-large': say('This is larger than what is taken.', "C'est plus grand que ce qui est accepté."),
  'console/status-413': say('This is larger than what is taken.', "C'est plus grand que ce qui est accepté."),
  'console/busy': MANY,
  'console/status-429': MANY,
  'console/fault': FAULT,
  'console/status-500': FAULT,
  'console/shape': UNMADE,
  'console/media-type': UNMADE,
  'console/origin-wrong': say(
    'Do this in the console itself, not from another site.',
    'Faites-le dans la console même, pas depuis un autre site.',
  ),
  'console/host': say(
    'Use the address that this console was set up for.',
    "Utilisez l'adresse prévue pour cette console.",
  ),
  'console/upload': say(
    'No file came. Choose one and send it again.',
    "Aucun fichier n'est arrivé. Choisissez-en un et renvoyez-le.",
  ),
  'console/upload-cut': say(
    'The file did not arrive whole. Send it again.',
    "Le fichier n'est pas arrivé entier. Renvoyez-le.",
  ),
  'officers/mistyped-code': say(
    'This is no code: four groups of four letters and digits. Compare it with the paper.',
    "Ce n'est pas un code : quatre groupes de quatre lettres et chiffres. Comparez-le avec le papier.",
  ),
  'officers/wrong-code': CODE,
  'officers/too-many-tries': MANY,
  'officers/unnamed': say(
    'Write the name of a person and their own address, not those of a post or a team.',
    "Écrivez le nom d'une personne et son adresse à elle, pas ceux d'un poste ou d'un service.",
  ),
  'officers/known-person': say(
    'Somebody with this address is already enrolled. Take your own address; who is enrolled uses the code after signing in.',
    "Quelqu'un est déjà inscrit avec cette adresse. Prenez la vôtre ; qui est inscrit utilise le code une fois connecté.",
  ),
  'officers/known-key': say(
    'This key is, or was, somebody’s already. Take another device.',
    "Cette clé est ou a été celle de quelqu'un. Prenez un autre appareil.",
  ),
  'officers/bad-passkey': DEVICE,
  'officers/counter': say(
    'This device counts fewer uses than before: somebody may have a copy. Take it out of the list of signers and enrol another.',
    "Cet appareil compte moins d'usages qu'avant : quelqu'un en a peut-être une copie. Ôtez-le de la liste des signataires et inscrivez-en un autre.",
  ),
  'officers/first-factor': say(
    'This body asks for another sign-in first; then use the passkey within five minutes.',
    "Cet organisme demande d'abord une autre connexion ; utilisez ensuite la clé d'accès dans les cinq minutes.",
  ),
  'officers/sign-in': say('Nobody was signed in. Try again.', "Personne n'a été connecté. Réessayez."),
  'officers/sign-out': SESSION,
  'officers/oidc': say(
    'The sign-in was not finished in time. Begin again.',
    "La connexion n'a pas abouti à temps. Recommencez.",
  ),
  'officers/weak-sign-in': say(
    'The sign-in service does not say that it took two factors. Turn the second one on there.',
    'Le service de connexion ne dit pas avoir demandé deux facteurs. Activez-y le second.',
  ),
  'officers/unknown-identity': say(
    'Nobody is enrolled here under this identity. Enrol with a one-time code first.',
    "Personne n'est inscrit ici sous cette identité. Inscrivez-vous d'abord avec un code à usage unique.",
  ),
  'officers/provider-silent': say(
    'The sign-in service does not answer. Try again later.',
    'Le service de connexion ne répond pas. Réessayez plus tard.',
  ),
  'officers/unknown-key': say('Nobody enrolled this key here.', "Personne n'a inscrit cette clé ici."),
  'officers/not-here': say(
    'You are no officer of this body, or your key does not count there yet.',
    "Vous n'êtes pas agent de cet organisme, ou votre clé n'y compte pas encore.",
  ),
  'officers/not-for-this-role': say('Your role does not do this.', 'Votre rôle ne fait pas cela.'),
  'officers/not-for-you': say(
    'This code gives you nothing: you have a role there already.',
    'Ce code ne vous apporte rien : vous y avez déjà un rôle.',
  ),
  'officers/unknown-officer': say(
    'Nobody of your bodies of whom this can be asked.',
    "Personne, dans vos organismes, à qui cela puisse s'appliquer.",
  ),
  'officers/unknown-tenant': ABSENT,
  'officers/unknown-document': say(
    'No document waits under this hash.',
    "Aucun document n'attend sous cette empreinte.",
  ),
  'officers/not-to-be-listed': say(
    'This person cannot sign here: they must be active, with a key, and no auditor.',
    'Cette personne ne peut pas signer ici : elle doit être active, avec une clé, et ne pas être auditeur.',
  ),
  'officers/not-to-be-signed': say('This kind of document waits for nobody.', "Ce type de document n'attend personne."),
  'officers/too-few-left': say(
    'Fewer people would be left than an approval takes. Admit somebody else first.',
    "Il resterait moins de personnes qu'il n'en faut pour signer. Admettez d'abord quelqu'un d'autre.",
  ),
  'officers/no-change': say('That would change nothing.', 'Cela ne changerait rien.'),
  'officers/no-root': say(
    'The first list of signers is not signed yet: both first officers sign it.',
    "La première liste de signataires n'est pas encore signée : les deux premiers agents la signent.",
  ),
  'officers/root-order': say(
    'Another list of signers came in between. Draw it up again.',
    'Une autre liste de signataires est passée entre-temps. Préparez-la à nouveau.',
  ),
  'officers/listed': say(
    'Their key is in the list of signers: draw up their removal, which two sign.',
    'Sa clé est dans la liste des signataires : préparez son retrait, que deux personnes signent.',
  ),
  'officers/not-yourself': say(
    'Two other people must ask for this, not you.',
    'Ce sont deux autres personnes qui doivent le demander, pas vous.',
  ),
  'officers/not-fresh': say(
    'You signed in a while ago. Sign out, sign in, and do this at once.',
    'Votre connexion est trop ancienne. Déconnectez-vous, reconnectez-vous, et faites-le aussitôt.',
  ),
  'officers/not-yours': say(
    'Sign with the key that you signed in with.',
    'Signez avec la clé qui vous a servi à vous connecter.',
  ),
  'officers/signed-before': say(
    'You, or this key, signed already. Another person signs next, with another key.',
    'Vous, ou cette clé, avez déjà signé. Une autre personne signe ensuite, avec une autre clé.',
  ),
  'officers/drafted-before': say(
    'This very document waits already. Look under “To sign”.',
    'Ce document même attend déjà. Regardez sous « À signer ».',
  ),
  'officers/complete': say('This document has all its signatures.', 'Ce document a toutes ses signatures.'),
  'officers/stale': STALE,
  'officers/last-key': say(
    'This is your last key, or the one that you signed in with.',
    "C'est votre dernière clé, ou celle qui vous a servi à vous connecter.",
  ),
  'release/moved': STALE,
  'release/not-there': ABSENT,
  'release/no-tenant': ABSENT,
  'release/wrong-state': say(
    'Somebody was faster: load the page again.',
    "Quelqu'un a été plus rapide : rechargez la page.",
  ),
  'release/own-alert': say(
    'You opened this alert: somebody else closes it.',
    "Vous avez ouvert cette alerte : quelqu'un d'autre la clôt.",
  ),
  'release/never-public': say(
    'This was never public. Copy the address from the public page, or hold the whole site.',
    "Cela n'a jamais été public. Copiez l'adresse depuis la page publique, ou bloquez tout le site.",
  ),
  'release/hold-known': say('This hold is in force already.', 'Ce blocage est déjà en vigueur.'),
  'release/hold-out-of-time': say(
    'This order was drawn up too long ago. Choose the reason again, and sign that one.',
    'Cet ordre a été préparé il y a trop longtemps. Choisissez à nouveau la raison, et signez celui-là.',
  ),
  'release/bad-signature': say(
    'The signature does not fit this order. Choose the reason again, and sign that one.',
    'La signature ne va pas avec cet ordre. Choisissez à nouveau la raison, et signez celui-là.',
  ),
  'release/not-an-officer': UNLISTED,
  'release/key-not-listed': UNLISTED,
  'release/no-address': say(
    'This can be no public address: copy it from the public page, from its first slash.',
    'Cela ne peut pas être une adresse publique : copiez-la depuis la page publique, à partir de sa première barre.',
  ),
  'release/too-large': say(
    'This file is larger than what is taken. Pack it, or split it.',
    'Ce fichier dépasse ce qui est accepté. Compressez-le, ou découpez-le.',
  ),
  'release/empty': say('There is nothing in this file.', "Il n'y a rien dans ce fichier."),
  'release/inspection-failed': say(
    'This file could not be inspected. Try again; if it happens again, tell whoever runs the private zone.',
    "Ce fichier n'a pas pu être inspecté. Réessayez ; si cela recommence, prévenez qui exploite la zone privée.",
  ),
  'release/no-such-table': say('This file has no such table.', "Ce fichier n'a pas cette table."),
  'release/not-all-read': TABLE,
  'release/no-rows': say('This table has no rows.', "Cette table n'a pas de lignes."),
  'release/column-names': say(
    'Each column needs a name of its own. Name them in the file, then inspect it again.',
    'Chaque colonne doit avoir son propre nom. Nommez-les dans le fichier, puis réinspectez-le.',
  ),
  'release/column-not-described': say(
    'Say what each column means, in both languages.',
    'Dites ce que veut dire chaque colonne, dans les deux langues.',
  ),
  'release/words': WORDS,
  'release/chart-column': say(
    'The chart names a column that this table does not have, or one column twice.',
    "Le graphique nomme une colonne que cette table n'a pas, ou deux fois la même.",
  ),
  'release/chart-not-numeric': say(
    'The height of a chart must be a column of numbers.',
    "L'ordonnée d'un graphique doit être une colonne de nombres.",
  ),
  'release/chart-not-one-each': say(
    'Several rows fall on one point of the chart. Choose a series that tells them apart, or no chart.',
    'Plusieurs lignes tombent sur un même point du graphique. Choisissez une série qui les distingue, ou pas de graphique.',
  ),
  'release/chart-too-many': say(
    'A chart of this many points says nothing. Choose other columns, or no chart.',
    "Un graphique d'autant de points ne dit rien. Choisissez d'autres colonnes, ou pas de graphique.",
  ),
  'release/reason-missing': say(
    'Write why it may go out all the same, or do not sign.',
    'Écrivez pourquoi il peut sortir malgré tout, ou ne signez pas.',
  ),
  'release/no-root': say(
    'The first list of signers is not signed yet: both first officers sign it.',
    "La première liste de signataires n'est pas encore signée : les deux premiers agents la signent.",
  ),
  'release/behind': say(
    'This private zone was restored from a backup, or the outside knows more than it does. Look what was held since, place it again where it is missing; then two officers sign a new list of signers with a higher epoch, and it goes on.',
    "Cette zone privée vient d'une sauvegarde, ou le dehors en sait plus qu'elle. Regardez ce qui a été bloqué depuis, bloquez de nouveau ce qui manque ; puis deux agents signent une nouvelle liste de signataires d'époque supérieure, et tout reprend.",
  ),
}

/** What a refusal says to an officer; where a code has no sentence of its own, that it was not done. The code always stands beside it. */
export function refusalWords(refusal: Readonly<{ code: Refusal['code'] }>, lang: Lang, words: Words): string {
  return REFUSALS[refusal.code]?.[lang] ?? words.refused
}
