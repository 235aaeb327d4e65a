export interface Placed {
  x: number
  y: number
}

const kRounds = 200

// Marks that would lie on each other are pushed apart until they are `least` apart, as near to their places as that
// allows. The same places give the same drawing.
export function spread(places: Placed[], least: number): Placed[] {
  // Marks at one and the same place have to differ before they can be pushed.
  const at = places.map((place, index) => {
    const turn = (index / Math.max(1, places.length)) * 2 * Math.PI
    return { x: place.x + Math.cos(turn) * 0.01 * least, y: place.y + Math.sin(turn) * 0.01 * least }
  })
  for (let round = 0; round < kRounds; ++round) {
    let moved = false
    for (let i = 0; i < at.length; ++i) {
      for (let j = i + 1; j < at.length; ++j) {
        const [dx, dy] = [at[j].x - at[i].x, at[j].y - at[i].y]
        const apart = Math.hypot(dx, dy)
        if (apart >= least) continue
        const push = (least - apart) / 2 / (apart || 1)
        at[i].x -= dx * push
        at[i].y -= dy * push
        at[j].x += dx * push
        at[j].y += dy * push
        moved = true
      }
    }
    if (!moved) break
  }
  return at
}
