using 'main.bicep'

// Thousands of feeds and 100,000 readers: larger instances and more of them, storage in three zones, a name of its own.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'large')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '00000000-0000-0000-0000-00000000000a')
param operatorPrincipalType = 'Group'
param operatorEmail = readEnvironmentVariable('ALERTS_OPERATOR_EMAIL', 'operator@example.org')
param customDomain = readEnvironmentVariable('ALERTS_CUSTOM_DOMAIN', 'alerts.example.org')
param customDomainCertificate = true
param mailFrom = readEnvironmentVariable('ALERTS_MAIL_FROM', 'Alerts <alerts@example.org>')
param postalAddress = readEnvironmentVariable('ALERTS_POSTAL_ADDRESS', '1 Example Street, Example City')
param imprintName = readEnvironmentVariable('ALERTS_IMPRINT_NAME', 'Example Organisation')
param imprintContact = readEnvironmentVariable('ALERTS_IMPRINT_CONTACT', 'operator@example.org')
param instanceMemoryMB = 4096
param maximumInstanceCount = 200
param storageSku = 'Standard_ZRS'
param retentionDays = 365
param logRetentionDays = 90
param logDailyCapGb = 10
param mailDelayTargetMinutes = 30
param monthlyBudget = int(readEnvironmentVariable('ALERTS_MONTHLY_BUDGET', '500'))
param budgetStartDate = readEnvironmentVariable('ALERTS_BUDGET_START', '2026-12-01')
