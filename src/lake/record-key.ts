/** Records of one delivery lie together in the order of keys: room for four thousand million rows. */
const RECORDS_PER_DELIVERY = 4_294_967_296n;

/** What the keys of a delivery's records begin after: the first is one more. */
export const keysAfter = (deliveryNo: number): bigint => BigInt(deliveryNo) * RECORDS_PER_DELIVERY;

/** Which delivery first brought a record; later ones of the same list may bring it again. */
export const deliveryOf = (recordKey: bigint): number => Number(recordKey / RECORDS_PER_DELIVERY);
