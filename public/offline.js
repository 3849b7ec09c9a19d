// Opens the program where there is no signal: its page and the files it has loaded before. Answers of /api are never kept here.
const CACHE = 'tongxin-program'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

const fromNetwork = async (request, key) => {
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(CACHE)).put(key, answer.clone())
  return answer
}

const page = async request => {
  try {
    return await fromNetwork(request, '/')
  } catch (error) {
    const copy = await caches.match('/')
    if (copy) return copy
    throw error
  }
}

/** Files under /assets carry their content in their names: a copy is as good as the file. */
const asset = async request => (await caches.match(request)) ?? fromNetwork(request, request)

self.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request))
})
