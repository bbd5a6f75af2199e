package org.sunshineledger.ledger.database;

import java.nio.file.Path;

/** Another running process works on the data folder. */
public final class FolderInUse extends StartRefused {

  private static final long serialVersionUID = 1L;

  FolderInUse(Path folder) {
    super(
        "The data folder %s is in use by another running ledger.".formatted(folder),
        "Stop that one first, or start this one from another folder.");
  }
}
