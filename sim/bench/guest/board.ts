import { Line } from "./line";

/** The one line of the board that the whole firmware runs on. */
export const line = new Line();
