// A genuine Bluesky server with one account, on loopback: the PDS, and the PLC directory it asks.
// Prints a line of JSON that says where it is and who may sign in; ends when its input does.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDS, envToCfg, envToSecrets } from '@atproto/pds'

// Its module of this name is CommonJS whose names Node cannot see from here.
const plc = createRequire(import.meta.url)('@did-plc/server')

const HANDLE = 'bakery.test'

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function call(url, name, body, token) {
  const headers = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  const answer = await fetch(`${url}/xrpc/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

const folder = await mkdtemp(join(tmpdir(), 'syndicate-pds-'))
const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: await freePort() })
const directoryServer = await directory.start()
const port = await freePort()
const jwtSecret = randomBytes(16).toString('hex')
const env = {
  port,
  hostname: 'localhost',
  devMode: true,
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: `http://localhost:${directoryServer.address().port}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: false,
  jwtSecret,
  adminPassword: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  disableSsrfProtection: true,
}
const pds = await PDS.create(envToCfg(env), envToSecrets(env))
await pds.start()

const url = `http://127.0.0.1:${port}`
const account = { handle: HANDLE, email: 'jobs@example.org', password: randomBytes(16).toString('hex') }
const { accessJwt, did } = await call(url, 'com.atproto.server.createAccount', account)
const made = await call(url, 'com.atproto.server.createAppPassword', { name: 'syndicate' }, accessJwt)
console.log(JSON.stringify({ url, handle: HANDLE, did, password: made.password, service: pds.ctx.cfg.service.did, jwtSecret }))

process.stdin.resume()
process.stdin.on('end', async () => {
  await rm(folder, { recursive: true, force: true })
  process.exit(0)
})
