import { describe, expect, test } from 'vitest'
import { serverNames } from '../../reading/servers.ts'
import { lackingOf, rowNameOf } from './server-rows.ts'

const alone = (place: string) => rowNameOf(serverNames([place])[0], [place])

describe('one log alone whose name is that of one of several', () => {
  test.each([
    'web1/access.log',
    'web-a/access.log',
    'a/access.log',
    'access-b.log',
    'b.log',
    '2/access.log',
    'access2.log',
    'east/access.log',
    'west.log',
    'primary/access.log',
    'dc1/access.log',
    'az-b/access.log',
    'fr-par/access.log',
    'eu-west-3/access.log',
    'srv_b.log',
    'srv-lyon/access.log',
    'front-east/access.log',
    'front.example.org/access.log',
    'frontal-gauche/access.log',
    'node-blue/access.log',
    'nœud-3/access.log',
    'serveur-bleu/access.log',
    'backend-alpha/access.log',
    'app-main/access.log',
    'lb1.log',
    'www2.example.org-access.log',
    'portal-web-3.example.org/access.log',
    'web0/access.log',
    'web.1.log',
    'access.web-b.log',
    'web-b.example.org.access.log',
    'srv01.agency.example',
    'node104/access.log',
    'nginx-b/access.log',
    '/var/log/web-b/nginx/access.log',
    '/cases/2026-01/web1/logs/access.log',
    'logs.zip!b/access.log',
    'i-0abc1234def567890/access.log',
    'ip-10-0-0-12/access.log',
    '192.0.2.7/access.log',
    'portal-7d9f8b6c5-x2x4z.log',
  ])('%s leaves open how many there were', place => {
    expect(alone(place)).not.toBeNull()
  })
})

describe('one log alone whose name says nothing of others', () => {
  test.each([
    'access.log',
    '/var/log/nginx/access.log',
    '/var/log/apache2/access.log',
    '/var/log/apache2/other_vhosts_access.log',
    '/var/log/httpd24/access_log',
    '/opt/nginx-1.25.3/logs/access.log',
    '/srv/www/logs/access.log',
    '/home/www-data/access.log',
    'u_ex260131.log',
    'W3SVC2/u_ex260131.log',
    'www.example.org-access.log',
    'app.example.org/access.log',
    'www.e-service.example-access.log',
    'www.ville-a.example/access.log',
    'app.blue.example.org.log',
    'app-v2/access.log',
    'beta.example.org-access.log',
    'logs/access.log',
    'site.log',
    'case3.log',
    'dossier-12/access.log',
    'web.log',
    'nginx-access.log',
    'web-server.log',
    'reverse-proxy/access.log',
    'backend.log',
    'main.log',
    'backup/access.log',
    'http2-access.log',
    'access-2026-01.log',
    '2026/01/31/access.log',
    '/mnt/c/access.log',
    '/home/ci/node_modules/x/access.log',
    'AWSLogs/1234/elasticloadbalancing/eu-west-3/2026/01/31/1234_elasticloadbalancing_eu-west-3_app.my-lb.50dc_20260131T2340Z_192.0.2.1_20sg8hgm.log.gz',
    'EMLARXS9EXAMPLE.2026-01-31-20.RT4KCN4SGK9.gz',
  ])('%s is taken for all', place => {
    expect(alone(place)).toBeNull()
  })
})

describe('what a row lacks', () => {
  test.each<[string, string[], string[]]>([
    ['a row of numbers', ['web1', 'web3'], ['web2']],
    ['a row that begins later', ['web3'], ['web1', 'web2']],
    ['a row of letters', ['a/access.log', 'c/access.log'], ['b/access.log']],
    ['the second letter alone', ['access-b.log'], ['access-a.log']],
    ['capitals', ['SRV-A', 'SRV-C'], ['SRV-B']],
    ['numbers with zeros', ['web01', 'web03'], ['web02']],
    ['a row over ten', Array.from({ length: 11 }, (_, i) => `web${String(i + 1).padStart(2, '0')}`), []],
    ['a row from 0', ['node0', 'node1'], []],
    ['a first one without a number', ['web/access.log', 'web2/access.log'], []],
    ['the folder names the machine, the file what it logs', ['web1/app2.log', 'web2/app2.log'], []],
    ['compass points: which others there are is not certain', ['east', 'north'], []],
    ['names of sites', ['case1.log', 'case3.log'], []],
    ['two versions of a server', ['apache2/access.log', 'nginx/access.log'], []],
  ])('%s', (_, names, lacking) => {
    expect(lackingOf(names)).toEqual(lacking)
  })
})
