import type { Plant } from "./plant";
import { JOURNAL_PLANTS } from "./plants-journal";
import { LINK_PLANTS } from "./plants-link";
import { PUBLISHER_PLANTS } from "./plants-publisher";

/** Every plant. */
export const PLANTS: readonly Plant[] = [...PUBLISHER_PLANTS, ...LINK_PLANTS, ...JOURNAL_PLANTS];
