package org.sunshineledger.ledger.payment;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.Fund;
import org.sunshineledger.ledger.household.Household;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.vault.Commitment;

/**
 * The other streams a payment reads and writes in its append. Each that is touched is guarded.
 *
 * <p>Every method that names one throws {@code Refused} with NO_SUCH_STREAM when there is nothing
 * of that number.
 */
public interface Books {

  <T> T fromProject(ProjectCode project, Function<Project, T> read);

  <T> T fromFund(DocumentNumber fund, Function<Fund, T> read);

  <T> T fromHousehold(HouseholdId household, Function<Household, T> read);

  void onProject(ProjectCode project, Consumer<Project> work);

  void onHousehold(HouseholdId household, Consumer<Household> work);

  /** Reads these together, because each will be asked for next. */
  void open(Collection<HouseholdId> households);

  /** Finds out together who these are, because of each it will be asked where else he was. */
  void recognise(Collection<Commitment> idNumbers);

  /** Of these keys those that are held as claims of the kind. */
  Set<String> held(String kind, Collection<String> keys);
}
