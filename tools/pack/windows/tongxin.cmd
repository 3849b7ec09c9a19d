@echo off
rem Runs one command of the program with the Node that came along: tongxin help
chcp 65001 >nul
set TONGXIN_CALLED=tongxin.cmd
"%~dp0runtime\node.exe" "%~dp0app\src\cli.ts" %*
