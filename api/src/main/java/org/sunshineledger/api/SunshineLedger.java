package org.sunshineledger.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** 阳光账本: starts the database, the ledger on it, the views behind it, and opens the doors. */
@SpringBootApplication(proxyBeanMethods = false)
public class SunshineLedger {

  public static void main(String[] args) {
    SpringApplication.run(SunshineLedger.class, args);
  }
}
