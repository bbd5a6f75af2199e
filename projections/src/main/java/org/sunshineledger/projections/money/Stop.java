package org.sunshineledger.projections.money;

/**
 * Where money comes by on its way.
 *
 * @param key what the kind is found by: number of the document, code of the region or project;
 *     empty where there is one of the kind
 * @param name as it is called; empty where the kind says it
 * @param many of how many it is made up: one, but for what is drawn together
 */
public record Stop(StopKind kind, String key, String name, int many) {

  static Stop of(StopKind kind) {
    return new Stop(kind, "", "", 1);
  }
}
