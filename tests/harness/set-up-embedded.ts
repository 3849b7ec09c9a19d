import { migratedImage } from './image.ts'

/** Once per run: the image that every embedded test begins with. */
export default async function setUp(): Promise<void> {
  await migratedImage()
}
