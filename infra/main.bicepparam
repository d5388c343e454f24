using 'main.bicep'

// azd sets the AZURE_ variables; the ALERTS_ ones are yours: azd env set ALERTS_OPERATOR_EMAIL you@example.org
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'example')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param operatorEmail = readEnvironmentVariable('ALERTS_OPERATOR_EMAIL', 'operator@example.org')
param publicBaseUrl = readEnvironmentVariable('ALERTS_PUBLIC_BASE_URL', '')
param customDomain = readEnvironmentVariable('ALERTS_CUSTOM_DOMAIN', '')
param customDomainCertificate = bool(readEnvironmentVariable('ALERTS_CUSTOM_DOMAIN_CERTIFICATE', 'false'))
param mailFrom = readEnvironmentVariable('ALERTS_MAIL_FROM', 'Alerts <alerts@example.org>')
param postalAddress = readEnvironmentVariable('ALERTS_POSTAL_ADDRESS', '1 Example Street, Example City')
param imprintName = readEnvironmentVariable('ALERTS_IMPRINT_NAME', '')
param imprintContact = readEnvironmentVariable('ALERTS_IMPRINT_CONTACT', '')
param monthlyBudget = int(readEnvironmentVariable('ALERTS_MONTHLY_BUDGET', '30'))
param budgetStartDate = readEnvironmentVariable('ALERTS_BUDGET_START', '2026-12-01')
