package org.sunshineledger.api.start;

import org.sunshineledger.ledger.database.Login;

/** The two ways into the database: as its owner to migrate, and as the application ever after. */
record Logins(Login owner, Login app) {}
