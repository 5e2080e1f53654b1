import type { Phrases } from '../phrases.ts'

/** Addresses, contact, on-line traces, positions, vehicles, pictures. */
// biome-ignore format: one flat list
export const ADDRESS: Phrases = {
  'address.full': {
    3: `adresse complète, full address, home address, residential address, residence address, mailing address, postal address, adresse postale, adresse du domicile, adresse domicile,
      adresse personnelle, adresse de résidence, adresse fiscale, ship address, delivery address, shipping address, billing address, adresse de livraison, adresse de facturation, lieferadresse,
      rechnungsadresse, wohnadresse, wohnanschrift, anschrift, postanschrift, meldeadresse, current address, permanent address, domicilio, dirección, indirizzo, indirizzo di residenza,
      woonadres, endereço, direccion postal, address text, contact address, legal address of residence`,
    2: `adresse, address, addr, adr, adresses, addresses, adres, domicile, residence, résidence, wohnsitz`,
  },
  'address.street': {
    3: `rue, voie, nom de voie, nom de la voie, nom voie, libellé voie, libellé de la voie, lib voie, type de voie, type voie, rue et numéro, adresse ligne, adresse ligne 1,
      adresse 1, adresse 2, adresse 3, adr1, adr2, adr3, address line, address line 1, address line 2, address 1, address 2, addr1, addr2, addr line, complément d'adresse, complément adresse,
      street, street name, street 1, street 2, street address, street line, strasse, straße, straßenname, strasse und hausnummer, straße hausnummer, strasse nr, calle, straat, straatnaam, rua,
      thoroughfare, po box, boîte postale, postfach, address street, address apt, apartment number, numéro d'appartement`,
    2: `lieu dit, apt, apartment, appartement, road name, address extra, line1, line2, adrs, residence name, wohnung, via e numero`,
    1: `via, road, str, bp, bâtiment, étage, batiment, escalier`,
  },
  'address.number': {
    3: `numéro de voie, numéro voie, num voie, n° voie, no voie, numvoie, numéro de rue, house number, house no, house num, hausnummer, hausnr, street number, street no, huisnummer, numero civico, flat number, door number, número de casa`,
    2: `indice de répétition, house, hnr, building number`,
  },
  'address.city': {
    3: `wohnort, woonplaats, ville de résidence, commune de résidence, ville de domicile, lieu de résidence, lieu de domicile, city of residence, home city, home town, hometown, place of residence, residence city, post town, wohngemeinde,
      ship city, billing city, shipping city, ciudad de residencia, comune di residenza, address city, address town, commune domicile, lieu d'habitation`,
    2: `ville, city, town, commune, localité, locality, ort, stadt, gemeinde, ciudad, città, comune, plaats, cidade, municipio, municipality, libellé commune, nom commune, nom de la commune, libcom, libgeo, nomcom, nom com,
      city name, town name, ortsname, acheminement, bureau distributeur, residence place, gemeente, stad, localidad, ville client, ortsteil`,
    1: `village, suburb, neighborhood, neighbourhood, quartier, arrondissement, bezirk, hameau, stadtteil`,
  },
  'address.postcode': {
    3: `code postal, codepostal, code post, codpos, cod postal, cdpostal, cpostal, postcode, post code, postal code, zip, zip code, zipcode, zip5, zip plus 4, plz, postleitzahl, código postal, codice postale, eircode, outward code,
      postcode district, postcode sector, zcta, ship postal code, billing zip, cp ville, address zip, address postcode, cp résidence, cp domicile, zip3`,
    2: `cp, cedex, postal, pcode, c p, dpt postal`,
    1: `pin code, pincode`,
  },
  'address.region': {
    3: `département de résidence, dep residence, state of residence, county of residence, region of residence, région de résidence, region residence, address state, departement domicile`,
    2: `geography, département, dept, dpt, code département, code dep, nom département, libellé département, région, region, nom région, code région, libellé région, county, county name, state, state code, state name, province, bundesland, landkreis, provincia, regione, provincie,
      comunidad autónoma, lsoa, msoa, lsoa code, lsoa name, census tract, local authority, kanton, nomdep, nomreg, libdep, libreg, quartier prioritaire, qpv`,
    1: `dep, reg, canton, kreis, district, borough, prefecture, préfecture, ward, tract, iris, area, nuts, académie, fips, zone, territoire, st, epci, secteur géographique`,
  },
  'address.country': {
    3: `ship country, billing country, pays de résidence, pays residence, country of residence, residence country, address country, wohnsitzland, país de residencia`,
    2: `pays, country, country code, country name, code pays, nom pays, libellé pays, país, paese, countryname, iso country, staat`,
    1: `land, nation, iso3, iso2, countries`,
  },
  'contact.email': {
    3: `email, e-mail, emails, courriel, adresse mail, adresse email, adresse e-mail, adresse électronique, adresse courriel, email address, e-mail address, emailaddress, email id, mail address, emailadresse, e-mail-adresse, mailadresse,
      correo electrónico, posta elettronica, indirizzo email, e-mailadres, mail perso, mail personnel, mail pro, mail professionnel, email addr, work email, personal email, email 1, email 2`,
    2: `mail, mél, mails, correo`,
  },
  'contact.phone': {
    3: `téléphone, telephone, tél, tel, phone, phone number, phonenumber, phone no, phone num, telephone number, numéro de téléphone, numéro téléphone, num tel, numtel, n° tel, no tel, tel no, telnr, tél portable, tel mobile, tél fixe, tel domicile, tel pro,
      téléphone portable, téléphone fixe, téléphone mobile, téléphone domicile, mobile number, mobile phone, mobile no, cell phone, cell number, home phone, work phone, contact number, contact no, numéro de contact, numéro de portable, numéro mobile,
      telefon, telefonnummer, telefonnr, handynummer, mobilnummer, mobiltelefon, rufnummer, festnetz, telefoon, telefoonnummer, telefono, teléfono, teléfono móvil, cellulare, numero di telefono, telefone, msisdn, caller number, called number, calling number,
      numéro appelant, numéro appelé, ligne directe, phone 1, phone 2, tel1, tel2, emergency phone, daytime phone`,
    2: `mobile, portable, gsm, handy, móvil, fax, télécopie, fax number, whatsapp, fixe, tlf, tfno, mobil`,
    1: `cell, appelant`,
  },
  'online.ip': {
    3: `ip, ip address, adresse ip, ip addr, ipaddr, ipaddress, client ip, remote addr, remote ip, source ip, src ip, dst ip, destination ip, ipv4, ipv6, ip source, host ip, user ip, last ip, login ip, signup ip, x forwarded for, ip adresse, ip dest, dirección ip`,
    2: `remote host, c ip, s ip, client addr`,
  },
  'online.mac': { 3: `mac address, adresse mac, macaddr, mac addr, mac adresse, wifi mac, bluetooth address`, 2: `mac, bssid` },
  'online.username': {
    3: `username, user name, login, login name, user login, nom d'utilisateur, nom utilisateur, identifiant de connexion, compte utilisateur, pseudo, pseudonyme, screen name, benutzername, anmeldename, nutzername, benutzerkennung, nombre de usuario, nome utente, gebruikersnaam,
      twitter handle, gamertag, samaccountname, user principal name, userprincipalname, logon name, github login, account name`,
    2: `handle, twitter, instagram, facebook, linkedin, skype, discord, telegram, tiktok, usuario, created by, updated by, modified by, créé par, modifié par, saisi par, assigned to, entered by, erstellt von, reported by, approved by, logon, screenname, profile name`,
    1: `user, utilisateur, benutzer, uid, identifiant, utente`,
  },
  'online.url': {
    3: `profile url, profile link, linkedin url, facebook url, twitter url, personal website, page personnelle, site personnel, personal page, linkedin profile`,
    1: `homepage, site web, website, url, lien, blog, link, web, webseite`,
  },
  'online.device': {
    3: `device id, deviceid, cookie, cookie id, advertising id, idfa, gaid, aaid, imei, imsi, iccid, udid, android id, visitor id, visitorid, browser fingerprint, device fingerprint, ad id, client cookie, tracker id, geräte id, device uuid`,
    2: `session id, sessionid, user agent, useragent, gclid, fbclid, device token, anonymous id, browser id`,
    1: `session, device, browser, navigateur, terminal`,
  },
  'geo.point': {
    3: `coordonnées gps, gps coordinates, home location, gps position, position gps, last location, home coordinates`,
    2: `coordonnées, coordinates, coordinate, gps, geo point, geopoint, geo point 2d, latlon, lat lon, latlng, lat lng, lat long, geolocation, géolocalisation, point géo, koordinaten, coordenadas, coordinate gps, lonlat, geo`,
    1: `location, position, geom, geometry, geo shape, wkt, xy, the geom, standort, emplacement, localisation, geojson`,
  },
  'geo.latitude': {
    3: `latitude, gps lat, geo lat, lat wgs84, latitude wgs84, y wgs84, breitengrad, latitud, latitudine, breedtegraad, home lat, home latitude, pickup latitude, dropoff latitude, start lat, end lat, geographische breite`,
    2: `lat, coord y, y coord, ycoord, northing, y lambert, lambert y, y l93, coordonnée y, ypos, hochwert`,
  },
  'geo.longitude': {
    3: `longitude, gps lon, gps long, gps lng, geo lon, geo lng, geo long, lon wgs84, longitude wgs84, x wgs84, längengrad, longitud, longitudine, lengtegraad, home lon, home longitude, pickup longitude, dropoff longitude, start lng, end lng, geographische länge`,
    2: `lon, lng, coord x, x coord, xcoord, easting, x lambert, lambert x, x l93, coordonnée x, xpos, rechtswert`,
    1: `long`,
  },
  'vehicle.plate': {
    3: `plaque d'immatriculation, numéro d'immatriculation, immatriculation, immat, number plate, license plate, licence plate, licenseplate, plate number, plate no, registration plate, vehicle registration, vehicle registration number, vehicle reg, vrm,
      kfz kennzeichen, autokennzeichen, nummernschild, amtliches kennzeichen, kenteken, plaque véhicule, immatriculation véhicule, targa veicolo`,
    2: `plaque, plate, kennzeichen, matrícula, targa, num immat`,
    1: `reg no, registration, reg mark`,
  },
  'vehicle.vin': {
    3: `vin number, chassis number, numéro de châssis, vehicle identification number, fahrgestellnummer, fahrzeugidentifizierungsnummer, numéro de série véhicule, code vin, numero vin, bastidor, numero di telaio, chassis no`,
    2: `vin, châssis, chassis`,
    1: `fin`,
  },
  'media.photo': {
    3: `photo d'identité, photo identité, id photo, passport photo, profile picture, profile photo, profile image, profile pic, profilbild, mugshot, selfie, headshot, passfoto, face image, image du visage, employee photo, patient photo, face photo`,
    2: `photo, photographie, portrait, avatar, foto, lichtbild, photo url, signature, unterschrift, firma digital, voice recording, enregistrement vocal`,
    1: `picture, image, image url, img, bild, video, audio, thumbnail, pic`,
  },
}
