import type { Phrases } from '../phrases.ts'

/** Money, credentials, work, events, permits, free text, and what else is told of a person. */
// biome-ignore format: one flat list
export const LIFE: Phrases = {
  'account.iban': { 3: `iban, code iban, numéro iban, iban code, iban number, iban nummer, coordonnées bancaires, iban client`, 2: `rib` },
  'account.card': {
    3: `card number, card no, cardnumber, card num, numéro de carte, numéro de carte bancaire, numéro carte bancaire, num carte, numcarte, credit card, credit card number, credit card no, creditcard, cc number, cc num, ccnum, cc no, debit card, debit card number, payment card, payment card number, kreditkarte, kreditkartennummer,
      tarjeta de crédito, número de tarjeta, carta di credito, creditcardnummer, carte de crédit, numéro cb, n° carte`,
    2: `carte bancaire`, 1: `cb, pan, cc`,
  },
  'account.card-security': {
    3: `cvv, cvc, cvv2, cvc2, card security code, cryptogramme, cryptogramme visuel, card expiry, card expiration, card exp, date expiration carte, cc exp, exp month, exp year, kartenprüfnummer, card verification`,
    2: `exp date, expiration date card`, 1: `expiry date, expiration date, date d'expiration, expiry, ablaufdatum`,
  },
  'account.number': {
    3: `account number, account no, account num, acct no, acct num, acct number, accountnumber, numéro de compte, numéro compte, num compte, numcompte, n° compte, n° de compte, compte bancaire, numéro de compte bancaire, bank account, bank account number, bank account no, kontonummer, kontonr, bankverbindung, número de cuenta, cuenta bancaria,
      numero di conto, conto corrente, rekeningnummer, bankrekening, from account, to account, iban or account`,
    2: `sort code, blz, bankleitzahl, code guichet, code banque, clé rib, account id`, 1: `account, acct, compte, konto, cuenta, conto`,
  },
  'account.bic': { 3: `bic, swift, swift code, bic swift, code bic, bic code, swift bic` },
  'money.income': {
    3: `income, revenu, revenus, annual income, monthly income, household income, yearly income, personal income, income level, income bracket, income group, income category, tranche de revenu, tranche de revenus, revenu du foyer, revenu mensuel, revenu annuel, revenu fiscal de référence, revenu fiscal, revenu imposable, net imposable, salary, salaire, annual salary, monthly salary, base salary, estimated salary,
      salaire brut, salaire net, salaire mensuel, salaire annuel, gross salary, net salary, wage, wages, hourly wage, base pay, basepay, overtime pay, total pay, other pay, gross pay, net pay, gehalt, einkommen, haushaltseinkommen, jahreseinkommen, lohn, bruttogehalt, nettogehalt, bruttolohn, monatsgehalt, sueldo, salario, ingresos, renta, reddito, stipendio, inkomen, salaris,
      rémunération, traitement brut, traitement indiciaire, quotient familial, impôt sur le revenu, benefit amount, montant allocation, montant de l'allocation, montant pension, montant des prestations, estimated income, yearly salary, salary usd, income usd, amt income total, indice majoré, indice brut`,
    2: `rfr, earnings, compensation, pension, retraite, hourly rate, daily rate, monthly rate, taux horaire, tax paid, impôt, impôts, bonus, prime, indemnité, indemnités, allocation, allocations, rsa, apl, bourse, stipend, capital gain, capital loss, aide sociale, minima sociaux, prestations, benefits, part fiscale, nombre de parts, einkommensteuer, steuerklasse, sozialhilfe, bürgergeld, qf, pay grade, stock option level, percent salary hike`,
    1: `pay, tax, rente, traitement salaire, paie`,
  },
  'money.amount': {
    3: `credit amount, loan amount, montant du prêt, montant prêt, montant du crédit, credit limit, limit bal, credit score, creditscore, fico, kontostand, account balance, solde du compte, spending score, net worth, loan amnt, kreditbetrag, kredithöhe, outstanding debt, total owed, average balance, credit history, credit utilization, avg account balance`,
    2: `balance, solde, loan, prêt, emprunt, debt, dette, dettes, payment, paiement, bill amount, bill amt, pay amt, monthly charges, total charges, purchase amount, spend, spending, saldo, schulden, fare, loyer, loan status, loan term, loan purpose, mortgage, hypothek, overdraft, donation, remboursement, reste à charge, claim amount, premium, annual premium, prime d'assurance, montant remboursé,
      montant versé, montant dû, total spent, total purchases, amount spent, customer lifetime value, clv, monthly payment, installment, mensualité, dti, savings, épargne, checking balance, savings balance, checking status, savings status, monthly charge, total day charge, aide versée, montant de l'aide, deuda, prestito, schuld, amount paid, amount due`,
    1: `amount, montant, price, prix, credit, crédit, paid, charges, fee, fees, frais, betrag, umsatz, kredit, tip, rent, interest rate, wealth, don, invoice amount, cost, coût, expenses, dépenses, importe, importo, bedrag, deductible, preis, kosten, precio, prezzo, prijs, revenue, sales, ventes, budget`,
  },
  'credential.password': {
    3: `password, passwd, pwd, password hash, hashed password, encrypted password, user password, mot de passe, motdepasse, mdp, passwort, kennwort, passworthash, contraseña, wachtwoord, senha, passphrase, code pin, security answer, secret answer, question secrète, réponse secrète, security question, parola d'ordine`,
    2: `pin code, pin number, password salt`, 1: `pass, pin, secret, salt`,
  },
  'credential.token': {
    3: `access token, api key, apikey, clé api, refresh token, auth token, authentication token, secret key, private key, clé privée, session token, client secret, ssh key, two factor secret, otp secret, reset token, bearer token, remember token, jeton d'accès, access key, secret access key`,
    2: `token, jeton, otp, bearer`, 1: `csrf`,
  },
  'work.employer': {
    3: `employer, employeur, employer name, nom employeur, nom de l'employeur, current employer, arbeitgeber, empleador, datore di lavoro, werkgever, emp title employer, company worked for`,
    2: `workplace, work place, lieu de travail, workclass, affectation, service affectation, service d'affectation, arbeitsplatz, arbeitsort, direction d'affectation, emp department, company type employee, employer type, dienststelle`,
    1: `department, département rh, service, direction, abteilung, business unit, unité, employeurs, division`,
  },
  'work.occupation': {
    3: `profession, occupation, job, job title, jobtitle, job role, jobrole, job level, job type, job category, métier, beruf, berufsbezeichnung, intitulé de poste, intitulé du poste, poste occupé, emploi occupé, libellé emploi, catégorie socioprofessionnelle, catégorie socio professionnelle, employment status, employment type, employment category, statut professionnel,
      situation professionnelle, activité professionnelle, situation d'emploi, statut d'emploi, current job, position title, profesión, ocupación, puesto, professione, mansione, beroep, profissão, erwerbsstatus, erwerbstätigkeit, berufsgruppe, tätigkeitsbezeichnung, socio economic status, socioeconomic status, occupation type, mjob, fjob, stellung im beruf, position held, emp title, profession du père, profession de la mère,
      catégorie statutaire, corps grade`,
    2: `emploi, poste, fonction, pcs, csp, pcs ese, employment, employed, unemployed, chômeur, tätigkeit, lavoro, functie, seniority, social class, emp length, employment length, job satisfaction, type de contrat, contrat de travail, nature du contrat, grade agent, working status, work type, work status, rank officer, dienstgrad, years employed, days employed`,
    1: `function, position, cadre, corps, stelle, rome, activité, role, rôle, specialty, specialité, designation, contract type, ses, statut, occupations, funktion`,
  },
  'event.date': {
    3: `admittime, dischtime, admission date, date d'admission, date admission, discharge date, date de sortie d'hospitalisation, date d'hospitalisation, date of diagnosis, diagnosis date, date de diagnostic, date diagnostic, date de consultation, date consultation, date d'embauche, hire date, hiredate, date of hire, date hired, einstellungsdatum, eintrittsdatum,
      austrittsdatum, aufnahmedatum, entlassungsdatum, untersuchungsdatum, date de vaccination, vaccination date, date of arrest, arrest date, date d'arrestation, sentencing date, date de condamnation, date de mariage, wedding date, marriage date, date de divorce, date de prélèvement, date d'examen, date d'intervention chirurgicale, surgery date, symptom onset, onset date, date of onset,
      date de rendez vous, appointment date, appointment day, scheduled day, visit date, date de visite, date des soins, date de soins, date prestation, date d'adhésion, enrollment date, enrolment date, date d'inscription, member since, date joined, join date, joining date, termination date, date of termination, last login, dernière connexion, chartdate, charttime, edregtime, edouttime, deathdate hosp, fecha de ingreso, fecha de alta, data di ricovero,
      dt customer, customer since, date d'incarcération, date d'écrou, date de prise de fonction, date de recrutement, date d'entrée en service, date de titularisation, date de radiation`,
    2: `date d'entrée, date de sortie, date entrée, date sortie, intime, outtime, storetime, ordertime, date de départ, date d'arrivée, arrival date, departure date, start date, end date, date de début, date de fin, registration date, signup date, date de dépôt, application date, date de demande, date demande, issue date, issued date, date of issue, date issued, date de délivrance, sample date, exam date,
      date des faits, offence date, offense date, incident date, accident date, date accident, transaction date, order date, purchase date, date d'achat, date de commande, bestelldatum, kaufdatum, last visit, last seen, last purchase, check in, check out, payment date, date de paiement, date rdv, rdv, termin, last activity, service date, date of service, pickup datetime, dropoff datetime, tpep pickup datetime, call date, date appel,
      date of loss, date du sinistre, death year hosp, travel date, date de voyage, date de vol, date d'expiration du titre, date de validité, vehicle date, date of visit, date of stop, stop date, issue d, last pymnt d, earliest cr line`,
    1: `date, dates, datum, fecha, time, heure, timestamp, horodatage, datetime, date time, created at, created on, created, updated at, updated on, modified, last modified, date de création, date création, creation date, created date, date de mise à jour, date mise à jour, date maj, update date, updated date, last update, date de modification, date modification, modification date, event date, date événement, date de l'événement, event time, date heure, publication date,
      date de publication, release date, date de sortie film, year, année, an, jahr, año, anno, jaar, month, mois, monat, day, jour, tag, week, semaine, woche, quarter, trimestre, quartal, period, période, zeit, uhrzeit, zeitstempel, erstellt am, geändert am, starttime, endtime, start time, end time, duration, durée, dauer, hour, stunde, weekday, day of week, jour de la semaine, saison, season year, millésime, exercice, ts`,
  },
  permit: {
    3: `ccw, ccw permit, ccw license, ccw number, dros, dros number, dros id, fsc number, firearm safety certificate, cfars, permit type, permit holder, gun permit, firearm, firearms, firearm type, firearm make, firearm serial number, weapon type, type d'arme, arme à feu, port d'arme, détention d'arme, détenteur d'arme, handgun, long gun, gun type, gun owner, carry permit, concealed carry, concealed weapon, permis de chasse, permis de chasser,
      hunting license, hunting licence, fishing license, catégorie de permis, waffenschein, waffenbesitzkarte, waffenart, führerscheinklasse, judicial permit, reserve permit, custodial permit, permit status, license issue date, permit issue date, gun make, autorisation de détention, licence class driver, catégories de permis, personal firearm eligibility`,
    2: `fsc, hsc, bof, weapon, weapons, arme, armes, waffe, calibre, caliber, kaliber, gun, guns, permit, permit number, permit no, permis, licence type, license type, license number, licence number, license no, licence no, license class, license status, numéro de licence arme, sia, license issued, licence, license, dealer transaction, transaction type dros`,
    1: `make model, recertification, autorisation, certificate`,
  },
  'text.free': {
    3: `free text, texte libre, freitext, clinical notes, clinical note, compte rendu, compte-rendu médical, discharge summary, patient notes, texto libre, note text, case notes, notes médicales, observations cliniques, verbatim, arztbrief, commentaire libre`,
    2: `comment, comments, commentaire, commentaires, remarque, remarques, remarks, notes, observation, observations, bemerkung, bemerkungen, kommentar, kommentare, anmerkung, anmerkungen, notiz, notizen, message, messages, narrative, comentario, comentarios, osservazioni, opmerking, opmerkingen, observaciones, tweet, précisions, informations complémentaires, autres informations, review text, email body, mémo, nota`,
    1: `note, description, body, text, texte, content, contenu, rapport, report, review, avis, feedback, motif, reason, objet, subject, complaint, plainte, details, détail, détails, summary, résumé, historique, libellé, question, answer, réponse, beschreibung, descripción, descrizione, sms, chat, testo, texto, grund, raison`,
  },
  attribute: {
    3: `survived, churn, churned, customer churn, exited, attrition, hours per week, working hours, performance rating, performance score, job involvement, years at company, years of experience, years experience, years in current role, years since last promotion, total working years, work experience, ancienneté, is active member, has credit card, has cr card, num of products, years of service, dienstjahre,
      absences, study time, studytime, gpa, cgpa, math score, reading score, writing score, exam score, math grade, test preparation course, hobby, hobbies, loisirs, eye color, eye colour, hair color, hair colour, couleur des yeux, couleur des cheveux, augenfarbe, haarfarbe, handedness, left handed, senior citizen, foreign worker, own telephone, home ownership, previously insured, military service, veteran status, service militaire, régime alimentaire,
      health insurance, couverture santé, assurance maladie, caisse d'assurance maladie, mutuelle santé, krankenkasse, krankenversicherung, insurance provider patient, code organisme affiliation, date of last contact, risk of recidivism, victim of, life satisfaction, self esteem, political interest, personality, traits de personnalité, moyenne générale, note finale, zeugnisnote, default payment next month, credit default, defaulted, is default,
      distance from home, business travel, environment satisfaction, relationship satisfaction, work life balance, training times last year, num companies worked, over18, standard hours, student status, romantic relationship, goout, dalc, walc, famrel, freetime, failures, guardian relationship, parents divorced, adult male`,
    2: `tenure, overtime, housing, job tenure, insured, insurance, mutuelle, subscribed, opt in, optin, newsletter, consent, consentement, membership, membership type, type d'adhésion, adhésion, embarked, embark town, pclass, passenger class, attendance, présence, absent, absence, admitted, admis, grades, marks, gre, gre score, toefl, toefl score, purchased, loyalty, total day minutes, customer service calls, international plan, voice mail plan,
      phone service, multiple lines, internet service, online security, online backup, device protection, tech support, streaming tv, streaming movies, paperless billing, payment method, mode de paiement, moyen de paiement, statut d'occupation, housing status, veteran, shoe size, pointure, satisfaction, poutcome, subscription type, driving experience, annual mileage, dietary, interests, centres d'intérêt, skill level, skills, compétences, experience, expérience, home owner,
      vaccination center, medical insurance, insurance type, type de couverture, régime d'affiliation, exonération, motif d'absence, arrêt de travail, congés, leave days, jours d'absence, evaluation, appréciation, final grade, g1, g2, g3, pdays, previous, campaign contacts, personal status, other debtors, present residence since, existing credits, num dependents attr, churn risk, nps, preferred foot, wage eur, dominant hand, turnout, a voté, émargement, sanction disciplinaire, disciplinary action, customer segment, customer type, gender preference, voted in, complaint history, satisfaction score, education field, loan default`,
    1: `alive, ticket, cabin, score, grade, points, rating, status, default, target, outcome, response, résultat examen, logement, membership fee, caisse, régime, deposit, purpose, campaign, opt, plan, subscription, segment, recency, frequency, visits, logins, behaviour, behavior, preference, préférence, ranking player, height class, level, hits, gols, goals, property, other, flag, active, actif, smart, steps, usage, active member, poutcomes, contact type`,
  },
}
