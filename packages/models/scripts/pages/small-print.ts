import type { Drawing } from './draw.ts'
import { black } from './inks.ts'

/** Many lines of 11 pixels. */
export const smallPrint: Drawing = {
  ...black,
  width: 620,
  height: 500,
  blocks: [
    {
      font: 'wideSans',
      size: 11,
      x: 30,
      y: 20,
      leading: 1.5,
      lines: [
        'The hirer takes the boat as it lies and returns it as it was found, dry and swept.',
        'Oars are counted in the presence of the keeper, both before and after the trip.',
        'No boat may pass the weir, whatever the height of the water on that day.',
        'Children under ten wear a jacket that is fastened by somebody older than ten.',
        'Dogs are welcome if they can swim, and if the hirer is ready to follow them.',
        'A lost oar costs as much as a new oar; a found oar may be kept for a week.',
        'Fishing from the boat is allowed on the upper lake from May until September.',
        'The keeper may call all boats home by ringing the bell three times.',
        'Whoever hears the bell and does not come pays for the evening of the keeper.',
        'Lanterns are lent after sunset, and must not be hung from the mast or the oars.',
        'Music is played at such a strength that two boats away nobody can dance to it.',
        'Stones, bottles and old bread stay ashore, for the ducks have enough of each.',
        'The deposit is given back in coins of the same kind, if there are any left.',
        'Boats that are late because of fog are not late, but must tell of the fog.',
        'Names carved into benches are sanded off again by those who carved them.',
        'All that is not said here is decided by the keeper, and after her by the lake.',
      ],
    },
  ],
}
