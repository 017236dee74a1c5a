comment on schema payments is 'orders and the ledger';
