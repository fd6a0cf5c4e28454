"""服务: brokers, mandates, agencies and their accreditations, referrals, introductions."""
