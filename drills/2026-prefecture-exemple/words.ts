/** The words under which the statistics are proposed; what `parefuite release propose FILE --words` reads. */
export const WORDS_OF_STATISTICS = {
  slug: 'demandes-de-titres',
  title: { fr: 'Demandes de titres par mois', en: 'Requests for identity documents by month' },
  description: {
    fr: 'Demandes de cartes d’identité, passeports, titres de séjour et permis de conduire déposées dans les arrondissements de la préfecture d’exemple, avec le délai moyen de délivrance. Organisme et chiffres sont inventés.',
    en: 'Requests for identity cards, passports, residence permits and driving licences made in the arrondissements of the example prefecture, with the mean time to delivery. Body and figures are invented.',
  },
  licence: 'etalab-2.0',
  changes: {
    fr: 'Première version\u00a0: les 24 mois de 2024 et 2025.',
    en: 'First version: the 24 months of 2024 and 2025.',
  },
  columns: {
    mois: { fr: 'Mois du dépôt (AAAA-MM)', en: 'Month of the request (YYYY-MM)' },
    arrondissement: { fr: 'Arrondissement du dépôt', en: 'Arrondissement of the request' },
    demandes: { fr: 'Nombre de demandes déposées', en: 'Number of requests made' },
    delai_moyen_jours: { fr: 'Délai moyen de délivrance, en jours', en: 'Mean time to delivery, in days' },
  },
  table: 0,
  chart: { kind: 'line', x: 'mois', y: 'demandes', series: 'arrondissement' },
  embargo: null,
} as const
