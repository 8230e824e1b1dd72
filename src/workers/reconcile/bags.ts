/** Rows of small integer sets: row i is items[starts[i]..starts[i+1]), ascending, without repeats. */
export interface Bags {
  readonly starts: Uint32Array;
  readonly items: Int32Array;
}
