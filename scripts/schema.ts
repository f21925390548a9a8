/** Writes src/store/schema.sql and src/store/tables.ts from an empty, migrated database. */
import { writeFileSync } from "node:fs";
import { schemaListing, tableTypes } from "#store/schema-listing.ts";
import { adminForTests, openTestDesk } from "#test/store.ts";

const desk = await openTestDesk();
const admin = await adminForTests(desk);
try {
  writeFileSync("src/store/schema.sql", await schemaListing(admin));
  writeFileSync("src/store/tables.ts", await tableTypes(admin));
} finally {
  await admin.end();
  await desk.close();
}
