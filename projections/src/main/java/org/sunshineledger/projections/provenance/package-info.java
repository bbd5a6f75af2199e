/** W3C PROV: an answer as activities, agents and entities, for tools that know nothing of ours. */
@NullMarked
package org.sunshineledger.projections.provenance;

import org.jspecify.annotations.NullMarked;
