metadata description = 'The app settings: every setting that the code reads, and the platform\'s own. A test holds them against the code.'

param storageName string
param vaultName string
param identityClientId string
param insightsConnectionString string
param publicBaseUrl string
param mailProvider string
param mailFrom string
param postalAddress string
param imprintName string
param imprintContact string
param retentionDays int

@description('Settings that differ from those below.')
param settings object

@description('Settings whose values lie in the vault, each with the name of its secret.')
param vaultSettings object

var platform = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
}

var ours = {
  DigestSchedule: '0 */5 * * * *'
  PollSchedule: '0 * * * * *'
  PurgeSchedule: '0 40 * * * *'
  RecoverSchedule: '30 */5 * * * *'
  PublicBaseUrl: publicBaseUrl
  Imprint__Contact: imprintContact
  Imprint__Name: imprintName
  Mail__ClaimLease: '00:05:00'
  Mail__DryRun: 'false'
  Mail__From: mailFrom
  Mail__JoinWithin: '00:03:00'
  Mail__MostADay: '20'
  Mail__OutboxPath: '/tmp/outbox'
  Mail__PostalAddress: postalAddress
  Mail__Provider: mailProvider
  Mail__SecondProvider: ''
  Mail__SendGrid__ApiKey: ''
  Mail__SendGrid__EventKey: ''
  Mail__SendGrid__Host: ''
  Mail__SendGrid__Timeout: '00:00:30'
  Mail__Smtp__Host: ''
  Mail__Smtp__Password: ''
  Mail__Smtp__Port: '587'
  Mail__Smtp__RequireTls: 'true'
  Mail__Smtp__User: ''
  Opinion__ApiKey: ''
  Opinion__Enabled: 'false'
  Opinion__Endpoint: ''
  Opinion__Model: ''
  Opinion__Timeout: '00:00:20'
  Polling__AllowLoopback: 'false'
  Polling__AllowPrivate: 'false'
  Polling__ContactUrl: publicBaseUrl
  Polling__HostLease: '00:01:30'
  Polling__HostPause: '00:00:02'
  Polling__Maximum: '1.00:00:00'
  Polling__Minimum: '00:02:00'
  Polling__PagesOff: ''
  Polling__PushedInterval: '01:00:00'
  Polling__QueueAgainAfter: '00:15:00'
  Polling__WebSub: 'true'
  Recovery__PendingLongerThan: '00:15:00'
  Retention__Articles: '${retentionDays}.00:00:00'
  Retention__Deliveries: '${retentionDays}.00:00:00'
  Signals__LateAfter: '1.00:00:00'
}

// Without a version: a new value of the secret is taken up within a day, or at once after a restart.
var secrets = mapValues(vaultSettings, secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})')

output settings object = union(ours, settings, secrets, platform)
