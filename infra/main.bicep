targetScope = 'subscription'

metadata description = 'Alerts: a resource group and all that runs in it.'

@description('Names the deployment; azd\'s AZURE_ENV_NAME.')
@minLength(2)
@maxLength(24)
param environmentName string

@description('Azure region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string

@description('The resource group that is made.')
param resourceGroupName string = 'rg-alerts-${environmentName}'

@description('The operator\'s address: gets what the monitoring finds and what the budget says.')
param operatorEmail string

@description('Object id of a user or group that runs the command line on this deployment; empty for nobody.')
param operatorPrincipalId string = ''

@description('What the operator\'s object id names.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

@description('The address readers use, when it is neither the Function App\'s own nor customDomain: a proxy in front, for instance.')
param publicBaseUrl string = ''

@description('A host name that points at the Function App (CNAME, and TXT asuid.<name>); empty for none. See README.md for the two steps.')
param customDomain string = ''

@description('Binds a certificate that Azure manages to customDomain; the name must point here before.')
param customDomainCertificate bool = false

@description('Who takes the mail.')
@allowed(['sendgrid', 'smtp'])
param mailProvider string = 'sendgrid'

@description('The sender: Name <address>.')
param mailFrom string

@description('The sender\'s postal address in one line; the law wants it in every mail.')
param postalAddress string

@description('Who runs this, for the privacy page; empty leaves it out.')
param imprintName string = ''

@description('How to reach them: a mail or web address; empty leaves it out.')
param imprintContact string = ''

@description('App settings that differ from modules/settings.bicep, by name. Secrets go to the vault and are named in vaultSettings.')
param settings object = {}

@description('App settings whose values lie in the vault, each with the name of its secret.')
param vaultSettings object = mailProvider == 'sendgrid' ? { Mail__SendGrid__ApiKey: 'sendgrid-api-key' } : { Mail__Smtp__Password: 'smtp-password' }

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('How long articles and deliveries are kept.')
@minValue(7)
@maxValue(730)
param retentionDays int = 90

@description('How long logs and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('The most log data a day, in GB; what comes above is dropped, which keeps a fault from costing a fortune.')
@minValue(1)
param logDailyCapGb int = 1

@description('Minutes from publication to mail above which the operator is told.')
@minValue(5)
param mailDelayTargetMinutes int = 60

@description('What a month may cost, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int = 30

@description('The first day of the month the budget begins with: yyyy-MM-01, not in the past when it is first deployed.')
@minLength(10)
@maxLength(10)
param budgetStartDate string

var token = uniqueString(subscription().id, environmentName, location)
var functionAppName = 'func-alerts-${token}'
var storageName = 'stalerts${token}'
var vaultName = 'kv-${token}'
var monitoringName = 'alerts-${token}'
var tags = {
  application: 'alerts'
  'azd-env-name': environmentName
}
var baseUrl = !empty(publicBaseUrl)
  ? publicBaseUrl
  : 'https://${empty(customDomain) ? '${functionAppName}.azurewebsites.net' : customDomain}'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-alerts-${token}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: storageName
    location: location
    tags: tags
    sku: storageSku
    retentionDays: retentionDays
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: vaultName
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    name: monitoringName
    location: location
    tags: tags
    operatorEmail: operatorEmail
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    mailDelayTargetMinutes: mailDelayTargetMinutes
  }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: {
    name: 'budget-alerts-${environmentName}'
    amount: monthlyBudget
    startDate: budgetStartDate
    operatorEmail: operatorEmail
  }
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    storageName: storageName
    vaultName: vaultName
    insightsName: 'appi-${monitoringName}'
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
  }
  dependsOn: [storage, vault, monitoring]
}

module appSettings 'modules/settings.bicep' = {
  scope: group
  params: {
    storageName: storageName
    vaultName: vaultName
    identityClientId: identity.outputs.clientId
    insightsConnectionString: monitoring.outputs.connectionString
    publicBaseUrl: baseUrl
    mailProvider: mailProvider
    mailFrom: mailFrom
    postalAddress: postalAddress
    imprintName: imprintName
    imprintContact: imprintContact
    retentionDays: retentionDays
    settings: settings
    vaultSettings: vaultSettings
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    name: functionAppName
    planName: 'plan-alerts-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    packageContainerUrl: storage.outputs.packageContainerUrl
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    settings: appSettings.outputs.settings
  }
  // Its identity must be able to read the package and the secrets before it starts.
  dependsOn: [access]
}

module domain 'modules/domain.bicep' = if (!empty(customDomain)) {
  scope: group
  params: {
    functionAppName: functionAppName
    planId: functions.outputs.planId
    hostName: customDomain
    location: location
    tags: tags
    certificate: customDomainCertificate
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = functionAppName
output STORAGE_ACCOUNT_NAME string = storageName
output KEY_VAULT_NAME string = vaultName
output PUBLIC_BASE_URL string = baseUrl
