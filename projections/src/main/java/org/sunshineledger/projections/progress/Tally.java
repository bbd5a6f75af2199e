package org.sunshineledger.projections.progress;

/** A number of households with the persons in them. */
public record Tally(int households, int persons) {

  public static final Tally NONE = new Tally(0, 0);

  public Tally plus(Tally other) {
    return new Tally(households + other.households, persons + other.persons);
  }

  public Tally minus(Tally other) {
    return new Tally(households - other.households, persons - other.persons);
  }
}
