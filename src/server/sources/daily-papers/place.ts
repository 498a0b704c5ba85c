/** Counts a file's papers day by day, since a list shows a day's papers in the order of the page. */
export type Places = (day: string) => number;

export function countPlaces(): Places {
  const taken = new Map<string, number>();
  return (day) => {
    const place = (taken.get(day) ?? 0) + 1;
    taken.set(day, place);
    return place;
  };
}
