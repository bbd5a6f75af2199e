/** 审计: a household's whole dossier, for auditors. */
@NullMarked
package org.sunshineledger.api.audit;

import org.jspecify.annotations.NullMarked;
